package io.loopscope.experiment.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.LoadResult;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An arm as its clients saw it. Milliseconds.
 *
 * @param offeredPerSecond requests sent to the service: the planned rate, or what the users made
 * @param achievedPerSecond requests completed in the measured time
 * @param errors requests of the work without the expected answer, by kind
 * @param work from the planned send to the end of the answer
 * @param corrected of a closed model, from the actual send, corrected for coordinated omission
 * @param bystander as {@code work}, of the requests that only ping
 * @param bystanderErrors as {@code errors}, of the requests that only ping
 * @param held connections held open, in the last round
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientFigures(
    double offeredPerSecond,
    double achievedPerSecond,
    Map<String, Long> errors,
    LatencyHistogram work,
    @Nullable LatencyHistogram corrected,
    LatencyHistogram bystander,
    Map<String, Long> bystanderErrors,
    LoadResult.@Nullable Held held) {
  private static final String TIMEOUT = "timeout";

  public ClientFigures {
    errors = Collections.unmodifiableMap(new TreeMap<>(errors));
    bystanderErrors = Collections.unmodifiableMap(new TreeMap<>(bystanderErrors));
  }

  /** The share of the work's requests that got their answer, 0 to 1. */
  public double success() {
    long failed = errors.values().stream().mapToLong(Long::longValue).sum();
    long all = work.count() - errors.getOrDefault(TIMEOUT, 0L) + failed;
    return all == 0 ? 1 : 1 - (double) failed / all;
  }
}
