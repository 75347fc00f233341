package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.ObservedQueue;
import java.util.Comparator;
import java.util.Optional;

/** The line was in the kernel, and as long as it gets: what comes then is dropped. */
final class AcceptQueueRule implements DiagnosisRule {
  private static final double NEAR = 0.9;

  @Override
  public double severity(ArmReport arm) {
    return longest(arm).map(ObservedQueue::max).orElse(0.0);
  }

  @Override
  public String words(ArmReport arm) {
    return longest(arm)
        .map(
            line ->
                "the kernel's accept queue of port %s was full with %s connections, and clients whose packets it dropped try again after a second (slowest: %s)"
                    .formatted(
                        line.name(),
                        NumberFormats.of(line.max()),
                        NumberFormats.ms(arm.work().max())))
        .orElse("");
  }

  @Override
  public String remedy() {
    return "A larger backlog hides it; a loop that is free to accept cures it.";
  }

  private static Optional<ObservedQueue> longest(ArmReport arm) {
    return arm.queues().stream()
        .filter(queue -> queue.where().equals("accept"))
        .filter(queue -> queue.limit() != null && queue.max() >= NEAR * queue.limit())
        .max(Comparator.comparingDouble(ObservedQueue::max));
  }
}
