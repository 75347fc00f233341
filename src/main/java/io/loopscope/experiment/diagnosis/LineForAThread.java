package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Figures;
import io.loopscope.experiment.Queue;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The line was in front of an executor: more work than threads. */
final class LineForAThread implements Rule {
  private static final double LEAST_MS = 10;

  /** How far Little's law may be off, for lines that grew while they were looked at. */
  private static final double TOLERANCE = 0.25;

  @Override
  public double severity(ArmReport arm) {
    return longest(arm).map(Queue::waitMs).orElse(0.0);
  }

  @Override
  public String words(ArmReport arm) {
    return longest(arm).map(LineForAThread::words).orElse("");
  }

  @Override
  public String remedy() {
    return "More threads help if they would wait, not if they would compute; a bound with a refusal helps both.";
  }

  private static String words(Queue line) {
    return "work on %s stood in line for %s and then ran for %s; %s"
        .formatted(line.name(), ms(line.waitMs()), ms(line.serveMs()), check(line));
  }

  /** Whether the length that was seen is that which the times make. */
  private static String check(Queue line) {
    Double expected = line.expectedMean();
    if (expected == null) {
      return Figures.of(line.mean()) + " were there on average";
    }
    boolean agrees = Math.abs(line.mean() - expected) <= TOLERANCE * Math.max(1, line.mean());
    return "%s were there on average, %s (rate × time: %s)"
        .formatted(
            Figures.of(line.mean()),
            agrees
                ? "as Little's law has it"
                : "which is not what Little's law says, so the line was growing or shrinking",
            Figures.of(expected));
  }

  private static Optional<Queue> longest(ArmReport arm) {
    return arm.queues().stream()
        .filter(queue -> queue.where().equals("executor"))
        .filter(LineForAThread::isALine)
        .max(Comparator.comparingDouble(Queue::mean));
  }

  private static boolean isALine(Queue queue) {
    Double waited = queue.waitMs();
    Double served = queue.serveMs();
    return waited != null && served != null && waited > LEAST_MS && waited > served;
  }

  private static String ms(@Nullable Double millis) {
    return millis == null ? "an unknown time" : Figures.ms(millis);
  }
}
