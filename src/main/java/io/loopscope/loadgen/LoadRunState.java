package io.loopscope.loadgen;

import io.loopscope.http.ApiEnum;

/** The state of a run. */
public enum LoadRunState implements ApiEnum {
  /** The run opens connections, or waits for its start. */
  WAITING,
  WARMING_UP,
  MEASURING,
  /** Nothing more is sent; the run waits for the last answers. */
  DRAINING,
  FINISHED,
  CANCELLED,
  FAILED;

  public boolean isEnded() {
    return compareTo(DRAINING) > 0;
  }
}
