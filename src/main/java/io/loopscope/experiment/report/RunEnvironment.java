package io.loopscope.experiment.report;

import io.loopscope.host.HostMachine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of an experiment, which explains why results differ between machines.
 *
 * @param host the machine
 * @param jvm version and vendor
 * @param collectors garbage collectors
 * @param flags arguments of the JVM
 * @param heapMb maximum heap
 * @param transport how the loops ask the kernel for ready sockets
 * @param loops event loops by group
 * @param pools threads and capacity of each placement
 * @param versions of this program and its libraries
 * @param generator the origin of the load
 * @param msPerUnit measured cost of a unit of each workload on this machine while idle
 */
public record RunEnvironment(
    HostMachine host,
    String jvm,
    List<String> collectors,
    List<String> flags,
    long heapMb,
    String transport,
    Map<String, Long> loops,
    Map<String, String> pools,
    Map<String, String> versions,
    String generator,
    Map<String, Double> msPerUnit) {

  public RunEnvironment {
    collectors = List.copyOf(collectors);
    flags = List.copyOf(flags);
    loops = sorted(loops);
    pools = sorted(pools);
    versions = sorted(versions);
    msPerUnit = sorted(msPerUnit);
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
