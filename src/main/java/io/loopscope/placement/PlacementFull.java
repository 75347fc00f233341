package io.loopscope.placement;

import io.loopscope.failure.Failure;
import java.time.Duration;

/** As much work waits for a placement or runs there as its limit allows. */
final class PlacementFull extends Failure {
  PlacementFull(Placement on) {
    super(Kind.OVERLOADED, "too much work waits for or runs on=" + on.id());
    retryAfter(Duration.ofSeconds(1));
  }
}
