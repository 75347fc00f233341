package io.loopscope.experiment;

import io.loopscope.http.ApiEnum;

/** How much time an experiment may take. */
public enum Preset implements ApiEnum {
  /** Minutes: enough to see differences of a factor. */
  QUICK,
  /** Up to twenty minutes: more rounds, each longer. */
  THOROUGH
}
