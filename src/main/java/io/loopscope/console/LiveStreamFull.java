package io.loopscope.console;

import io.loopscope.failure.Failure;
import java.time.Duration;

/** The live stream has as many viewers as are allowed. */
final class LiveStreamFull extends Failure {
  LiveStreamFull() {
    super(Kind.OVERLOADED, "there are as many viewers as loopscope.live.viewers allows");
    retryAfter(Duration.ofSeconds(5));
  }
}
