package io.loopscope.experiment;

import io.loopscope.http.ApiEnum;

/** How far an experiment is. */
public enum ExperimentStatus implements ApiEnum {
  RUNNING,
  FINISHED,
  CANCELLED,
  FAILED
}
