package io.loopscope.experiment;

import io.loopscope.failure.Failure;

/** An experiment took much longer than its plan. */
public final class ExperimentTimedOut extends Failure {
  public ExperimentTimedOut(long seconds) {
    super(Kind.TIMED_OUT, "it did not end within %d s".formatted(seconds));
  }
}
