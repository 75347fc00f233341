package io.loopscope.placement;

import io.loopscope.failure.Failure;

/** The work would block an event loop, which the settings forbid. */
final class StarvationForbidden extends Failure {
  StarvationForbidden() {
    super(
        Kind.FORBIDDEN,
        "this would block an event loop, and loopscope.allow-starvation is false here");
  }
}
