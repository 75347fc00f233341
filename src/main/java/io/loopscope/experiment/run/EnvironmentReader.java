package io.loopscope.experiment.run;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.experiment.report.RunEnvironment;
import io.loopscope.host.HostMachine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Reads the environment of an experiment from this process and its machine. */
public final class EnvironmentReader {
  private static final long MEGA = 1024 * 1024;

  private final LoopRegistry loops;
  private final MeterRegistry registry;
  private final String version;

  /**
   * Creates a reader.
   *
   * @param version of this program
   */
  public EnvironmentReader(LoopRegistry loops, MeterRegistry registry, String version) {
    this.loops = loops;
    this.registry = registry;
    this.version = version;
  }

  RunEnvironment read(String generator, Map<String, Double> msPerUnit) {
    RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
    return new RunEnvironment(
        HostMachine.here(),
        jvm.getVmName() + " " + jvm.getVmVersion() + ", " + jvm.getVmVendor(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(MemoryManagerMXBean::getName)
            .toList(),
        jvm.getInputArguments().stream().filter(it -> it.startsWith("-X")).toList(),
        Runtime.getRuntime().maxMemory() / MEGA,
        loops.group("http").stream().findFirst().map(WatchedLoop::transport).orElse("unknown"),
        loops.all().stream()
            .collect(Collectors.groupingBy(WatchedLoop::group, Collectors.counting())),
        pools(),
        versions(),
        generator,
        msPerUnit);
  }

  /** The hidden queues by placement: their capacity, and the threads that serve them. */
  private Map<String, String> pools() {
    Map<String, String> pools = new TreeMap<>();
    registry
        .find("loopscope.work.limit")
        .gauges()
        .forEach(limit -> pools.put(tag(limit, "on"), pool(limit)));
    return pools;
  }

  private String pool(Gauge limit) {
    Gauge threads = registry.find("loopscope.work.threads").tag("on", tag(limit, "on")).gauge();
    String capacity = "at most %.0f waiting or running".formatted(limit.value());
    return threads == null
        ? capacity
        : String.format(Locale.ROOT, "%.0f threads, %s", threads.value(), capacity);
  }

  private static String tag(Gauge gauge, String name) {
    return String.valueOf(gauge.getId().getTag(name));
  }

  private Map<String, String> versions() {
    return Map.of(
        "loopscope", version,
        "spring-boot", known(SpringBootVersion.getVersion()),
        "reactor", known(Mono.class.getPackage().getImplementationVersion()),
        "reactor-netty", known(HttpClient.class.getPackage().getImplementationVersion()));
  }

  private static String known(@Nullable String version) {
    return version == null ? "unknown" : version;
  }
}
