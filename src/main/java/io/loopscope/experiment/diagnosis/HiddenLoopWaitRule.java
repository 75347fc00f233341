package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.NumberFormats;

/** The line was in front of the loop, where the server's own clock does not run yet. */
final class HiddenLoopWaitRule implements DiagnosisRule {
  private static final double LEAST_MS = 25;
  private static final double TIMES = 3;

  @Override
  public double severity(ArmReport arm) {
    double client = arm.bystander().p99();
    double server = arm.server().p99();
    boolean isHidden = client - server > LEAST_MS && client > TIMES * server;
    boolean isTheLoop = arm.lag().p99() > LEAST_MS;
    return isHidden && isTheLoop ? client - server : 0;
  }

  @Override
  public String words(ArmReport arm) {
    return "clients waited %s (p99) and the service says %s; what lies between is the wait for a loop, whose lag is %s (p99)"
        .formatted(
            NumberFormats.ms(arm.bystander().p99()),
            NumberFormats.ms(arm.server().p99()),
            NumberFormats.ms(arm.lag().p99()));
  }

  @Override
  public String remedy() {
    return "Take from the loop what computes or blocks.";
  }
}
