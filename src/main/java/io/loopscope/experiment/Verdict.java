package io.loopscope.experiment;

/**
 * What an experiment found.
 *
 * @param sentence the finding with its numbers
 */
public record Verdict(VerdictOutcome outcome, String sentence) {
  /** Confirmed if so, else refuted; the sentence is the same, since it tells what was measured. */
  public static Verdict of(boolean asExpected, String sentence) {
    return new Verdict(asExpected ? VerdictOutcome.CONFIRMED : VerdictOutcome.REFUTED, sentence);
  }
}
