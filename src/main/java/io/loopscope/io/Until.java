package io.loopscope.io;

import io.loopscope.http.Choice;

/** What {@code wait} waits for. */
enum Until implements Choice {
  /** The first call that ends, well or badly. */
  FIRST_COMPLETED,
  /** The first call that fails; all of them if none does. */
  FIRST_EXCEPTION,
  ALL_COMPLETED;

  /** Whether the wait is over with this step. */
  boolean isOver(Step step) {
    return switch (this) {
      case FIRST_COMPLETED -> true;
      case FIRST_EXCEPTION -> step.outcome() == Outcome.FAILED;
      case ALL_COMPLETED -> false;
    };
  }
}
