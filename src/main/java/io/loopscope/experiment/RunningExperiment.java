package io.loopscope.experiment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The experiment that runs now.
 *
 * @param progress 0 to 1
 * @param secondsLeft by the plan; repeated turns add to it
 * @param step what it does now
 */
public record RunningExperiment(
    String id, String kind, double progress, double secondsLeft, @Nullable String step) {

  /** The source of the experiment that runs now. */
  @FunctionalInterface
  public interface Source {
    Optional<RunningExperiment> ongoing();
  }
}
