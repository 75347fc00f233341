package io.loopscope.downstream;

import io.loopscope.failure.Failure;
import java.time.Duration;

/** Every place in the downstream and in its queue is taken. */
final class DownstreamFull extends Failure {
  DownstreamFull(int active, int queued) {
    super(
        Kind.OVERLOADED,
        "the downstream is full: %d calls in progress, %d queued".formatted(active, queued));
    retryAfter(Duration.ofSeconds(1));
  }
}
