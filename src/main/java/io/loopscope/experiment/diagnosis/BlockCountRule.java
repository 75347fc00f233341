package io.loopscope.experiment.diagnosis;

import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import java.util.Optional;

/**
 * Loops were blocked several times by a cause outside of their tasks.
 *
 * @param sentence with the number of blocks, then the busy cores of the service
 */
record BlockCountRule(Cause cause, String sentence, String remedy) implements DiagnosisRule {
  private static final long LEAST = 3;

  /** Loops were runnable, but not scheduled on a CPU. */
  static final BlockCountRule CONTENTION =
      new BlockCountRule(
          Cause.CONTENTION,
          "a loop was runnable %d times but not scheduled on a CPU, while the service used %s cores",
          "Use fewer threads that compute at once, or more cores; check CPU limits and other"
              + " processes.");

  /** The whole process stopped, which no task caused. */
  static final BlockCountRule PAUSE =
      new BlockCountRule(
          Cause.PAUSE,
          "the whole process paused in %d blocks",
          "Check garbage collections, CPU limits and the host.");

  @Override
  public Optional<Symptom> symptom(ArmReport arm) {
    long blocks = arm.service().blocks(cause);
    return blocks < LEAST
        ? Optional.empty()
        : Optional.of(
            new Symptom(blocks, sentence.formatted(blocks, NumberFormats.of(arm.service().cpu()))));
  }
}
