package io.loopscope.process;

import io.loopscope.failure.Failure;
import java.time.Duration;

/** A child process is not ready and cannot be awaited. */
final class ChildUnavailable extends Failure {
  ChildUnavailable(String text) {
    super(Kind.UNAVAILABLE, text);
  }

  ChildUnavailable(String text, Duration retryAfter) {
    this(text);
    retryAfter(retryAfter);
  }
}
