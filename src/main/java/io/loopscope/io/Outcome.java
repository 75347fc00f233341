package io.loopscope.io;

import io.loopscope.http.Choice;

/** How a call ended. */
enum Outcome implements Choice {
  OK,
  FAILED,
  CANCELLED
}
