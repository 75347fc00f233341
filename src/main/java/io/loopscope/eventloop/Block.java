package io.loopscope.eventloop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.loopscope.eventloop.diagnosis.BlockDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict: one loop did not look at its sockets for longer than the threshold.
 *
 * @param id increases with every block of this process
 * @param group group of the loop
 * @param loop index of the loop in its group
 * @param start when the turn began
 * @param durationMs how long it lasted, or has lasted so far
 * @param ongoing whether it still lasts
 * @param cause why
 * @param cpuShare part of the time that the loop's thread ran on a CPU, 0 to 1; NaN if not known
 * @param culprit the application method that was seen most, such as {@code Primes.count}, else the
 *     method on top of the stack; null if no stack was seen, or if no method is to blame
 * @param route the route being served, such as {@code GET /api/cpu/{workload}}; null if none
 * @param connections channels registered on the loop: who waited
 * @param tasks queued tasks that ran in the block
 * @param sentence all of this in words
 * @param advice what to do about it; null if there is nothing particular to say
 * @param stack the merged stack samples, most frequent first, innermost frame first
 */
public record Block(
    long id,
    String group,
    int loop,
    Instant start,
    double durationMs,
    boolean ongoing,
    Cause cause,
    @JsonIgnore double cpuShare,
    @Nullable String culprit,
    @Nullable String route,
    int connections,
    long tasks,
    String sentence,
    @Nullable String advice,
    List<String> stack) {

  /** The share as JSON can say it: null if not known. */
  @JsonProperty("cpuShare")
  @Nullable Double knownCpuShare() {
    return Double.isNaN(cpuShare) ? null : Math.round(cpuShare * 1e3) / 1e3;
  }

  /** The same block, still in progress, at a later moment. */
  public Block lasting(double ms) {
    double lasted = Math.max(durationMs, Math.round(ms * 1e3) / 1e3);
    return new Block(
        id,
        group,
        loop,
        start,
        lasted,
        ongoing,
        cause,
        cpuShare,
        culprit,
        route,
        connections,
        tasks,
        BlockDescription.of(
            new BlockDescription.Facts(
                group, loop, lasted, ongoing, cause, cpuShare, culprit, route, connections, tasks)),
        advice,
        stack);
  }
}
