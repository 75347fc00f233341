package io.loopscope.experiment.plan;

import io.loopscope.experiment.VerdictOutcome;

/**
 * The finding of an experiment.
 *
 * @param sentence the finding with its numbers
 */
public record Verdict(VerdictOutcome outcome, String sentence) {
  /** Confirmed or refuted; the sentence is the same, because it states what was measured. */
  public static Verdict of(boolean asExpected, String sentence) {
    return new Verdict(asExpected ? VerdictOutcome.CONFIRMED : VerdictOutcome.REFUTED, sentence);
  }

  /** As {@link #of}, unless the rounds of one arm differ as much as the arms do. */
  public static Verdict of(Findings.Difference difference, double leastRatio, String sentence) {
    return difference.clear()
        ? of(difference.ratio() > leastRatio, sentence)
        : new Verdict(VerdictOutcome.NO_DIFFERENCE, sentence);
  }
}
