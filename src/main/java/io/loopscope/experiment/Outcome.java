package io.loopscope.experiment;

import io.loopscope.http.Choice;

/** What a verdict says of the expectation. */
public enum Outcome implements Choice {
  CONFIRMED,
  REFUTED,
  /** The arms do not differ by more than rounds of the same arm do. */
  NO_DIFFERENCE
}
