package io.loopscope.console;

import io.loopscope.failure.Failure;
import java.time.Duration;

/** As many browsers watch the live stream as may. */
final class LiveStreamFull extends Failure {
  LiveStreamFull() {
    super(Kind.OVERLOADED, "as many watch as may (loopscope.live.viewers)");
    retryAfter(Duration.ofSeconds(5));
  }
}
