package io.loopscope.loadgen;

import io.loopscope.http.Choice;

/** How far a run is. */
enum State implements Choice {
  /** Opens connections, or waits for the instant it is to start at. */
  WAITING,
  WARMING_UP,
  MEASURING,
  /** Nothing more is sent; the last answers are waited for. */
  DRAINING,
  FINISHED,
  CANCELLED,
  FAILED;

  boolean isEnded() {
    return compareTo(DRAINING) > 0;
  }
}
