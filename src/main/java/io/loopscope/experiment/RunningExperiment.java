package io.loopscope.experiment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The experiment that runs now, for those who watch.
 *
 * @param progress 0 to 1
 * @param secondsLeft by the plan; repeated turns come on top
 * @param step what it does just now
 */
public record RunningExperiment(
    String id, String kind, double progress, double secondsLeft, @Nullable String step) {
  public static RunningExperiment of(ExperimentReport report) {
    return new RunningExperiment(
        report.id(), report.kind(), report.progress(), report.secondsLeft(), report.step());
  }

  /** Knows the experiment that runs now. */
  @FunctionalInterface
  public interface Source {
    Optional<RunningExperiment> ongoing();
  }
}
