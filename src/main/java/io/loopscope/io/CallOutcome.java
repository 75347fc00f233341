package io.loopscope.io;

import io.loopscope.http.ApiEnum;

/** How a call ended. */
enum CallOutcome implements ApiEnum {
  OK,
  FAILED,
  CANCELLED
}
