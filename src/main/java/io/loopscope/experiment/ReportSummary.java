package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link ExperimentReport} in a line. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportSummary(
    String id,
    String kind,
    Preset preset,
    ExperimentStatus state,
    Instant startedAt,
    double progress,
    double secondsLeft,
    boolean valid,
    @Nullable String verdict,
    @Nullable VerdictOutcome outcome,
    @Nullable String guess) {
  public static ReportSummary of(ExperimentReport report) {
    return new ReportSummary(
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
  public ReportSummary interrupted() {
    return new ReportSummary(
        id,
        kind,
        preset,
        ExperimentStatus.FAILED,
        startedAt,
        progress,
        0,
        valid,
        verdict,
        outcome,
        guess);
  }
}
