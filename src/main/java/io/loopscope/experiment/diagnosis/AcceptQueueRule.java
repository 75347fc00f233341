package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.experiment.report.ObservedQueue;
import java.util.Comparator;
import java.util.Optional;

/** The kernel's accept queue was full, so the kernel dropped further connections. */
final class AcceptQueueRule implements DiagnosisRule {
  private static final double NEAR = 0.9;

  @Override
  public Optional<Symptom> symptom(ArmReport arm) {
    return arm.service().queues().stream()
        .filter(queue -> queue.isAt(ObservedQueue.ACCEPT))
        .filter(queue -> queue.limit() != null && queue.max() >= NEAR * queue.limit())
        .max(Comparator.comparingDouble(ObservedQueue::max))
        .map(queue -> new Symptom(queue.max(), sentence(queue, arm)));
  }

  @Override
  public String remedy() {
    return "A larger backlog hides it; a loop that is free to accept solves it.";
  }

  private static String sentence(ObservedQueue queue, ArmReport arm) {
    return "the kernel's accept queue of port %s was full with %s connections, and clients whose packets it dropped retry after a second (slowest: %s)"
        .formatted(
            queue.name(),
            NumberFormats.of(queue.max()),
            NumberFormats.ms(arm.clients().work().max()));
  }
}
