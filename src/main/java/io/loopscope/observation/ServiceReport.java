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
 * What the service saw of itself in a while.
 *
 * @param lasted how long it was watched
 * @param served by route, how long requests took that were taken up since, as {@code
 *     http.server.requests} has it: from the moment a loop took them up
 * @param lag by loop of the service, how long arrivals at random moments waited for it
 * @param blocks by cause, how many began meanwhile
 * @param cpu cores that the process kept busy, on average
 * @param withheld CPU time that the host or a limit kept from it
 * @param threads most platform threads alive
 * @param memoryMb most resident memory
 * @param liveHeapMb reachable heap; null unless it was asked for, since that takes a full
 *     collection
 * @param levels gauges, looked at ten times a second
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

  /** How long requests of that route took; none if there were none. */
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
