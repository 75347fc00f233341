package io.loopscope.experiment;

import io.loopscope.host.HostMachine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an experiment ran, so that others can tell why theirs differs.
 *
 * @param host the machine
 * @param jvm version and vendor
 * @param collectors garbage collectors
 * @param flags arguments of the JVM
 * @param heapMb most heap
 * @param transport how loops ask the kernel for ready sockets
 * @param loops event loops by group
 * @param pools threads and places of each placement, connections of each pool
 * @param versions of the program and of what it is made from
 * @param generator where the load came from
 * @param msPerUnit how long a unit of each workload took here, alone
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
