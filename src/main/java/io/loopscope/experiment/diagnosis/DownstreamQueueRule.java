package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.experiment.report.ObservedQueue;
import java.util.Optional;

/** Calls were queued in the dependency, which serves no more of them at once. */
final class DownstreamQueueRule implements DiagnosisRule {
  private static final double LEAST = 1;

  @Override
  public Optional<Symptom> symptom(ArmReport arm) {
    return arm.service().queues().stream()
        .filter(queue -> queue.isAt(ObservedQueue.DOWNSTREAM) && queue.mean() >= LEAST)
        .findFirst()
        .map(queue -> new Symptom(queue.mean(), sentence(queue)));
  }

  @Override
  public String remedy() {
    return "No execution model changes that: send fewer calls, or give the dependency more capacity.";
  }

  private static String sentence(ObservedQueue queue) {
    return "%s calls on average were queued in the downstream, each for %s"
        .formatted(NumberFormats.of(queue.mean()), NumberFormats.msOrUnknown(queue.waitMs()));
  }
}
