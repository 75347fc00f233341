package io.loopscope.experiment.diagnosis;

import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.NumberFormats;

/** Loops wanted a CPU and got none: the cores are full, whoever fills them. */
final class CpuContentionRule implements DiagnosisRule {
  private static final long LEAST = 3;

  @Override
  public double severity(ArmReport arm) {
    long blocks = arm.blocks().getOrDefault(Cause.CONTENTION, 0L);
    return blocks >= LEAST ? blocks : 0;
  }

  @Override
  public String words(ArmReport arm) {
    return "%d times a loop wanted a CPU and got none, while the service used %s cores"
        .formatted(arm.blocks().getOrDefault(Cause.CONTENTION, 0L), NumberFormats.of(arm.cpu()));
  }

  @Override
  public String remedy() {
    return "Fewer threads that compute at once, or more cores; look at CPU limits and at neighbours.";
  }
}
