package io.loopscope.loop;

import io.loopscope.failure.Failure;

/** The loop takes no tasks of callers. */
final class LoopReserved extends Failure {
  LoopReserved(String loop, String allowed) {
    super(
        Kind.FORBIDDEN,
        "loop %s must stay responsive to report on the others; allowed: %s"
            .formatted(loop, allowed));
  }
}
