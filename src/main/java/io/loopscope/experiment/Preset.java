package io.loopscope.experiment;

import io.loopscope.http.ApiEnum;

/** The effort of an experiment. */
public enum Preset implements ApiEnum {
  /** Up to three minutes: enough to see differences of a factor. */
  QUICK,
  /** Up to twenty minutes: more rounds, each longer. */
  THOROUGH
}
