package io.loopscope.plane;

import io.loopscope.failure.Failure;

/** The backlog of a listening socket cannot be changed on this system. */
final class BacklogFixed extends Failure {
  BacklogFixed(Exception cause) {
    super(
        Kind.UNSUPPORTED,
        "the backlog of a listening socket cannot be changed here: " + cause.getMessage());
  }
}
