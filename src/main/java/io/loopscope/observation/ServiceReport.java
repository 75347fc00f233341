package io.loopscope.observation;

import io.loopscope.eventloop.Cause;
import io.loopscope.host.CpuTimes;
import io.loopscope.latency.LatencyHistogram;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of the service itself over a time span.
 *
 * @param lasted length of the span
 * @param served latencies of requests by route, as in {@code http.server.requests}: from the moment
 *     when a loop started them
 * @param lag lag by loop of the service: how long arrivals at random moments waited
 * @param blocks number of blocks that began in the span, by cause
 * @param cpu cores in use by the process, on average
 * @param withheld CPU time withheld by the host or a limit
 * @param threads maximum of live platform threads
 * @param memoryMb maximum of resident memory
 * @param liveHeapMb reachable heap; null unless requested, since that takes a full collection
 * @param levels gauges, sampled ten times a second
 * @param flows timers and counters
 */
public record ServiceReport(
    Duration lasted,
    Map<String, LatencyHistogram> served,
    SortedMap<Integer, LatencyHistogram> lag,
    Map<Cause, Long> blocks,
    double cpu,
    CpuTimes withheld,
    int threads,
    double memoryMb,
    @Nullable Double liveHeapMb,
    List<GaugeSummary> levels,
    List<Throughput> flows) {

  public ServiceReport {
    served = Map.copyOf(served);
    lag = Collections.unmodifiableSortedMap(new TreeMap<>(lag));
    blocks = Map.copyOf(blocks);
    levels = List.copyOf(levels);
    flows = List.copyOf(flows);
  }

  /** The gauge with these tags among its own; those that differ in others are added up. */
  public Optional<GaugeSummary> level(String meter, Map<String, String> tags) {
    return MeterReading.find(levels, meter, tags);
  }

  /** The timer or counter with these tags among its own; those that differ in others together. */
  public Optional<Throughput> flow(String meter, Map<String, String> tags) {
    return MeterReading.find(flows, meter, tags);
  }

  /** The latencies of a route; empty if it had no requests. */
  public LatencyHistogram served(String route) {
    return served.getOrDefault(route, LatencyHistogram.NONE);
  }

  /** The lag of all loops together. */
  public LatencyHistogram lagOfAll() {
    return lag.values().stream().reduce(LatencyHistogram.NONE, LatencyHistogram::plus);
  }

  /** What was seen at two times, of the same service. */
  public ServiceReport plus(ServiceReport other) {
    Duration all = lasted.plus(other.lasted);
    return new ServiceReport(
        all,
        merged(new TreeMap<>(served), other.served),
        merged(new TreeMap<>(lag), other.lag),
        counted(other.blocks),
        (cpu * lasted.toNanos() + other.cpu * other.lasted.toNanos()) / all.toNanos(),
        withheld.plus(other.withheld),
        Math.max(threads, other.threads),
        Math.max(memoryMb, other.memoryMb),
        greater(liveHeapMb, other.liveHeapMb),
        MeterReading.merge(levels, other.levels),
        MeterReading.merge(flows, other.flows));
  }

  private Map<Cause, Long> counted(Map<Cause, Long> others) {
    Map<Cause, Long> sum = new EnumMap<>(Cause.class);
    sum.putAll(blocks);
    others.forEach((cause, count) -> sum.merge(cause, count, Long::sum));
    return sum;
  }

  private static <K> TreeMap<K, LatencyHistogram> merged(
      TreeMap<K, LatencyHistogram> some, Map<K, LatencyHistogram> others) {
    others.forEach((key, times) -> some.merge(key, times, LatencyHistogram::plus));
    return some;
  }

  private static @Nullable Double greater(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
