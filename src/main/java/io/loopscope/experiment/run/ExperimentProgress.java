package io.loopscope.experiment.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.experiment.ExperimentReport;
import io.loopscope.experiment.ExperimentStatus;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far an experiment is.
 *
 * @param progress 0 to 1
 * @param secondsLeft by the plan; repeated turns come on top
 * @param step what it does just now; null once it has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentProgress(
    ExperimentStatus state, double progress, double secondsLeft, @Nullable String step) {
  static ExperimentProgress of(ExperimentReport report) {
    return new ExperimentProgress(
        report.state(), report.progress(), report.secondsLeft(), report.step());
  }

  public boolean isLast() {
    return state != ExperimentStatus.RUNNING;
  }

  /** As a line for a terminal. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %s",
        100 * progress,
        isLast()
            ? state.id()
            : "%.0f s left  %s".formatted(secondsLeft, Objects.requireNonNullElse(step, "")));
  }
}
