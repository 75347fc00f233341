package io.loopscope.io;

import io.loopscope.http.ApiEnum;

/** What {@code wait} waits for. */
enum WaitCondition implements ApiEnum {
  /** The first call that ends, well or badly. */
  FIRST_COMPLETED,
  /** The first call that fails; all of them if none does. */
  FIRST_EXCEPTION,
  ALL_COMPLETED;

  /** Whether the wait is over with this step. */
  boolean isOver(CallStep step) {
    return switch (this) {
      case FIRST_COMPLETED -> true;
      case FIRST_EXCEPTION -> step.outcome() == CallOutcome.FAILED;
      case ALL_COMPLETED -> false;
    };
  }
}
