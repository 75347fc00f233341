package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.experiment.report.ObservedQueue;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** Work was queued for an executor: more work than its threads could serve. */
final class ExecutorQueueRule implements DiagnosisRule {
  private static final double LEAST_MS = 10;

  /** Relative error of Little's law that is usual for a queue that grew while it was measured. */
  private static final double TOLERANCE = 0.25;

  @Override
  public Optional<Symptom> symptom(ArmReport arm) {
    return arm.service().queues().stream()
        .filter(queue -> queue.isAt(ObservedQueue.EXECUTOR) && isLong(queue))
        .max(Comparator.comparingDouble(ObservedQueue::mean))
        .map(queue -> new Symptom(Objects.requireNonNull(queue.waitMs()), sentence(queue)));
  }

  @Override
  public String remedy() {
    return "More threads help if they would wait, not if they would compute; a bound that rejects work helps both.";
  }

  private static boolean isLong(ObservedQueue queue) {
    Double waited = queue.waitMs();
    Double served = queue.serveMs();
    return waited != null && served != null && waited > LEAST_MS && waited > served;
  }

  private static String sentence(ObservedQueue queue) {
    return "work on %s was queued for %s and then ran for %s; %s"
        .formatted(
            queue.name(),
            NumberFormats.msOrUnknown(queue.waitMs()),
            NumberFormats.msOrUnknown(queue.serveMs()),
            check(queue));
  }

  /** Whether the length that was seen agrees with the one that the times imply. */
  private static String check(ObservedQueue queue) {
    String length = NumberFormats.of(queue.mean()) + " were there on average";
    Double expected = queue.expectedMean();
    if (expected == null) {
      return length;
    }
    boolean agrees = Math.abs(queue.mean() - expected) <= TOLERANCE * Math.max(1, queue.mean());
    return "%s, %s (rate × time: %s)"
        .formatted(
            length,
            agrees
                ? "as Little's law says"
                : "which is not what Little's law says, so the queue was growing or shrinking",
            NumberFormats.of(expected));
  }
}
