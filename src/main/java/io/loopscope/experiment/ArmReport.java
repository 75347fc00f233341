package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.eventloop.Cause;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.LoadResult;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of one arm, all its rounds together. Times are in milliseconds, from histograms that
 * were merged, never from averages of percentiles.
 *
 * @param offeredPerSecond what the service was asked for: the planned rate, or what users made
 * @param achievedPerSecond what it completed in the measured time
 * @param errors sends of the work without the expected answer, by kind
 * @param work from the planned send to the end of the answer
 * @param corrected of a closed model, from the actual send, corrected for coordinated omission
 * @param bystander as {@code work}, for those who only wanted a ping
 * @param server the bystander's requests as {@code http.server.requests} saw them
 * @param serverWork the same of the work's requests
 * @param blocks of loops of the service, by cause
 * @param cpu cores that the service kept busy, on average
 * @param threads most platform threads of the service
 * @param memoryMb most resident memory of the service
 * @param liveHeapMb its reachable heap; only where that is what it is about
 * @param held connections held open, in the last round
 * @param queues where work stood in line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArmReport(
    String name,
    Map<String, String> facts,
    double offeredPerSecond,
    double achievedPerSecond,
    Map<String, Long> errors,
    LatencyHistogram work,
    @Nullable LatencyHistogram corrected,
    LatencyHistogram bystander,
    Map<String, Long> bystanderErrors,
    LatencyHistogram server,
    LatencyHistogram serverWork,
    LagSummary lag,
    Map<Cause, Long> blocks,
    double cpu,
    int threads,
    double memoryMb,
    @Nullable Double liveHeapMb,
    LoadResult.@Nullable Held held,
    List<ObservedQueue> queues,
    List<RoundReport> rounds) {

  public ArmReport {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    errors = Collections.unmodifiableMap(new TreeMap<>(errors));
    bystanderErrors = Collections.unmodifiableMap(new TreeMap<>(bystanderErrors));
    Map<Cause, Long> counted = new EnumMap<>(Cause.class);
    counted.putAll(blocks);
    blocks = Collections.unmodifiableMap(counted);
    queues = List.copyOf(queues);
    rounds = List.copyOf(rounds);
  }

  /** The value that this arm has for a fact; empty if it has none. */
  public String fact(String name) {
    return facts.getOrDefault(name, "");
  }

  /** Work that got its answer, of all that was sent, 0 to 1. */
  public double success() {
    long failed = errors.values().stream().mapToLong(Long::longValue).sum();
    long timeouts = errors.getOrDefault("timeout", 0L);
    long all = work.count() - timeouts + failed;
    return all == 0 ? 1 : 1 - (double) failed / all;
  }
}
