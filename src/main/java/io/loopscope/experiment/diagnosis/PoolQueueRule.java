package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.experiment.report.ObservedQueue;
import java.util.Comparator;
import java.util.Optional;

/** Calls were queued for a connection of a pool, where no metric of the callee shows it. */
final class PoolQueueRule implements DiagnosisRule {
  private static final double LEAST = 1;

  @Override
  public Optional<Symptom> symptom(ArmReport arm) {
    return arm.service().queues().stream()
        .filter(queue -> queue.isAt(ObservedQueue.POOL) && queue.mean() >= LEAST)
        .max(Comparator.comparingDouble(ObservedQueue::mean))
        .map(queue -> new Symptom(queue.mean(), sentence(queue)));
  }

  @Override
  public String remedy() {
    return "A larger pool moves the queue to the callee; it helps only if the callee has capacity.";
  }

  private static String sentence(ObservedQueue queue) {
    return "%s calls on average, %s at most, waited for a connection of the pool '%s'"
        .formatted(NumberFormats.of(queue.mean()), NumberFormats.of(queue.max()), queue.name());
  }
}
