package io.loopscope.task;

import io.loopscope.http.ApiEnum;

/** How far a task is. */
enum TaskState implements ApiEnum {
  /** Accepted, not subscribed to yet. */
  PENDING,
  /** Subscribed to; it may still wait for a thread. */
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  boolean isFinished() {
    return compareTo(RUNNING) > 0;
  }
}
