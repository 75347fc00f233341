package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Figures;
import io.loopscope.experiment.Queue;
import java.util.Comparator;
import java.util.Optional;

/** The line was in front of a connection pool, where no metric of the callee shows it. */
final class LineForAConnection implements Rule {
  private static final double LEAST = 1;

  @Override
  public double severity(ArmReport arm) {
    return longest(arm).map(Queue::mean).orElse(0.0);
  }

  @Override
  public String words(ArmReport arm) {
    return longest(arm)
        .map(
            line ->
                "%s calls on average, %s at most, waited for a connection of the pool '%s'"
                    .formatted(Figures.of(line.mean()), Figures.of(line.max()), line.name()))
        .orElse("");
  }

  @Override
  public String remedy() {
    return "A larger pool moves the line to the callee; it helps only if that has room.";
  }

  private static Optional<Queue> longest(ArmReport arm) {
    return arm.queues().stream()
        .filter(queue -> queue.where().equals("pool") && queue.mean() >= LEAST)
        .max(Comparator.comparingDouble(Queue::mean));
  }
}
