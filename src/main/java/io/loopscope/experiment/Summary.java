package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link Report} in a line. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Summary(
    String id,
    String kind,
    Preset preset,
    State state,
    Instant startedAt,
    double progress,
    double secondsLeft,
    boolean valid,
    @Nullable String verdict,
    @Nullable Outcome outcome,
    @Nullable String guess) {
  static Summary of(Report report) {
    return new Summary(
        report.id(),
        report.kind(),
        report.preset(),
        report.state(),
        report.startedAt(),
        report.progress(),
        report.secondsLeft(),
        report.valid(),
        report.verdict(),
        report.outcome(),
        report.guess());
  }

  /** What a report says of an experiment that was running when its process ended. */
  Summary interrupted() {
    return new Summary(
        id, kind, preset, State.FAILED, startedAt, progress, 0, valid, verdict, outcome, guess);
  }
}
