package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an experiment.
 *
 * @param progress 0 to 1
 * @param secondsLeft by the plan; repeated turns add to it
 * @param step what the experiment does now; null once it has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExperimentProgress(
    ExperimentStatus state, double progress, double secondsLeft, @Nullable String step) {

  /** The progress of an experiment whose process ended. */
  public ExperimentProgress interrupted() {
    return new ExperimentProgress(ExperimentStatus.FAILED, progress, 0, null);
  }

  /** Whether the experiment has ended; {@code last} in progress events. */
  public boolean isLast() {
    return state != ExperimentStatus.RUNNING;
  }

  /** One line for a terminal. */
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
