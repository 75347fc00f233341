package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.ObservedQueue;
import java.util.Optional;

/** The line was in the dependency: it takes no more at once, whoever asks and however. */
final class DownstreamQueueRule implements DiagnosisRule {
  private static final double LEAST = 1;

  @Override
  public double severity(ArmReport arm) {
    return line(arm).map(ObservedQueue::mean).orElse(0.0);
  }

  @Override
  public String words(ArmReport arm) {
    return line(arm)
        .map(
            line ->
                "%s calls on average stood in line in the downstream, each for %s"
                    .formatted(
                        NumberFormats.of(line.mean()),
                        line.waitMs() == null
                            ? "an unknown time"
                            : NumberFormats.ms(line.waitMs())))
        .orElse("");
  }

  @Override
  public String remedy() {
    return "No execution model changes that: ask for less, or give the dependency more capacity.";
  }

  private static Optional<ObservedQueue> line(ArmReport arm) {
    return arm.queues().stream()
        .filter(queue -> queue.where().equals("downstream") && queue.mean() >= LEAST)
        .findFirst();
  }
}
