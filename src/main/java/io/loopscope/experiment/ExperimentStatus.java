package io.loopscope.experiment;

import io.loopscope.http.ApiEnum;

/** The state of an experiment. */
public enum ExperimentStatus implements ApiEnum {
  RUNNING,
  FINISHED,
  CANCELLED,
  FAILED
}
