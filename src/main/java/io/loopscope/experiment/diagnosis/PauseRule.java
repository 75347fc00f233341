package io.loopscope.experiment.diagnosis;

import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.ArmReport;

/** The whole process stood still now and then, which is no task's fault. */
final class PauseRule implements DiagnosisRule {
  private static final long LEAST = 3;

  @Override
  public double severity(ArmReport arm) {
    long pauses = arm.blocks().getOrDefault(Cause.PAUSE, 0L);
    return pauses >= LEAST ? pauses : 0;
  }

  @Override
  public String words(ArmReport arm) {
    return "the whole process paused in %d blocks"
        .formatted(arm.blocks().getOrDefault(Cause.PAUSE, 0L));
  }

  @Override
  public String remedy() {
    return "Look at garbage collections, at CPU limits and at the host.";
  }
}
