package io.loopscope.eventloop;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * @param route the route being served, such as {@code GET /api/cpu/{workload}}; null if none
 * @param connections channels registered on the loop
 * @param tasks queued tasks that ran in the block
 * @param diagnosis why
 */
public record Block(
    long id,
    String group,
    int loop,
    Instant start,
    double durationMs,
    boolean ongoing,
    @Nullable String route,
    int connections,
    long tasks,
    @JsonUnwrapped BlockDiagnosis diagnosis) {

  /** All of this in words. */
  @JsonProperty("sentence")
  public String sentence() {
    return BlockDescription.of(this);
  }

  public Cause cause() {
    return diagnosis.cause();
  }

  public @Nullable String culprit() {
    return diagnosis.culprit();
  }

  public @Nullable String advice() {
    return diagnosis.advice();
  }

  public List<String> stack() {
    return diagnosis.stack();
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
        route,
        connections,
        tasks,
        diagnosis.lasting(lasted));
  }
}
