package io.loopscope.loadgen;

import io.loopscope.http.ApiEnum;

/** How far a run is. */
public enum LoadRunState implements ApiEnum {
  /** Opens connections, or waits for the instant it is to start at. */
  WAITING,
  WARMING_UP,
  MEASURING,
  /** Nothing more is sent; the last answers are waited for. */
  DRAINING,
  FINISHED,
  CANCELLED,
  FAILED;

  public boolean isEnded() {
    return compareTo(DRAINING) > 0;
  }
}
