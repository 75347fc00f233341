package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.ObservedQueue;
import java.util.Comparator;
import java.util.Optional;

/** The line was in front of a connection pool, where no metric of the callee shows it. */
final class PoolQueueRule implements DiagnosisRule {
  private static final double LEAST = 1;

  @Override
  public double severity(ArmReport arm) {
    return longest(arm).map(ObservedQueue::mean).orElse(0.0);
  }

  @Override
  public String words(ArmReport arm) {
    return longest(arm)
        .map(
            line ->
                "%s calls on average, %s at most, waited for a connection of the pool '%s'"
                    .formatted(
                        NumberFormats.of(line.mean()), NumberFormats.of(line.max()), line.name()))
        .orElse("");
  }

  @Override
  public String remedy() {
    return "A larger pool moves the line to the callee; it helps only if that has room.";
  }

  private static Optional<ObservedQueue> longest(ArmReport arm) {
    return arm.queues().stream()
        .filter(queue -> queue.where().equals("pool") && queue.mean() >= LEAST)
        .max(Comparator.comparingDouble(ObservedQueue::mean));
  }
}
