package io.loopscope.experiment;

import io.loopscope.failure.Failure;

/** An experiment cannot be cancelled because it has ended. */
public final class ExperimentEnded extends Failure {
  public ExperimentEnded(String id, ExperimentStatus state) {
    super(Kind.CONFLICT, "experiment %s has ended: %s".formatted(id, state.id()));
  }
}
