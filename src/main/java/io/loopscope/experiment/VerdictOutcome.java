package io.loopscope.experiment;

import io.loopscope.http.ApiEnum;

/** The relation of a verdict to the expectation. */
public enum VerdictOutcome implements ApiEnum {
  CONFIRMED,
  REFUTED,
  /** The arms differ no more than rounds of one arm do. */
  NO_DIFFERENCE
}
