package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.ObservedQueue;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The line was in front of an executor: more work than threads. */
final class ExecutorQueueRule implements DiagnosisRule {
  private static final double LEAST_MS = 10;

  /** How far Little's law may be off, for lines that grew while they were looked at. */
  private static final double TOLERANCE = 0.25;

  @Override
  public double severity(ArmReport arm) {
    return longest(arm).map(ObservedQueue::waitMs).orElse(0.0);
  }

  @Override
  public String words(ArmReport arm) {
    return longest(arm).map(ExecutorQueueRule::words).orElse("");
  }

  @Override
  public String remedy() {
    return "More threads help if they would wait, not if they would compute; a bound with a refusal helps both.";
  }

  private static String words(ObservedQueue line) {
    return "work on %s stood in line for %s and then ran for %s; %s"
        .formatted(line.name(), ms(line.waitMs()), ms(line.serveMs()), check(line));
  }

  /** Whether the length that was seen is that which the times make. */
  private static String check(ObservedQueue line) {
    Double expected = line.expectedMean();
    if (expected == null) {
      return NumberFormats.of(line.mean()) + " were there on average";
    }
    boolean agrees = Math.abs(line.mean() - expected) <= TOLERANCE * Math.max(1, line.mean());
    return "%s were there on average, %s (rate × time: %s)"
        .formatted(
            NumberFormats.of(line.mean()),
            agrees
                ? "as Little's law has it"
                : "which is not what Little's law says, so the line was growing or shrinking",
            NumberFormats.of(expected));
  }

  private static Optional<ObservedQueue> longest(ArmReport arm) {
    return arm.queues().stream()
        .filter(queue -> queue.where().equals("executor"))
        .filter(ExecutorQueueRule::isALine)
        .max(Comparator.comparingDouble(ObservedQueue::mean));
  }

  private static boolean isALine(ObservedQueue queue) {
    Double waited = queue.waitMs();
    Double served = queue.serveMs();
    return waited != null && served != null && waited > LEAST_MS && waited > served;
  }

  private static String ms(@Nullable Double millis) {
    return millis == null ? "an unknown time" : NumberFormats.ms(millis);
  }
}
