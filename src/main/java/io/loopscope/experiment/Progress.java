package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
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
record Progress(State state, double progress, double secondsLeft, @Nullable String step) {
  static Progress of(Report report) {
    return new Progress(report.state(), report.progress(), report.secondsLeft(), report.step());
  }

  boolean isLast() {
    return state != State.RUNNING;
  }

  /** As a line for a terminal. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%3.0f %%  %s",
        100 * progress,
        isLast()
            ? state.id()
            : "%.0f s left  %s".formatted(secondsLeft, Objects.requireNonNullElse(step, "")));
  }
}
