package io.loopscope.experiment;

import io.loopscope.http.ApiEnum;

/** What a verdict says of the expectation. */
public enum VerdictOutcome implements ApiEnum {
  CONFIRMED,
  REFUTED,
  /** The arms do not differ by more than rounds of the same arm do. */
  NO_DIFFERENCE
}
