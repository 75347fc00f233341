package io.loopscope.task;

import io.loopscope.failure.Failure;
import java.time.Duration;

/** Every task that the store can hold is unfinished. */
final class TaskStoreFull extends Failure {
  TaskStoreFull(int limit) {
    super(Kind.OVERLOADED, "%d tasks are unfinished, which is the limit".formatted(limit));
    retryAfter(Duration.ofSeconds(1));
  }
}
