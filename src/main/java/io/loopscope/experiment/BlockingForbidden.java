package io.loopscope.experiment;

import io.loopscope.failure.Failure;

/** An experiment would block event loops, and the settings forbid that. */
public final class BlockingForbidden extends Failure {
  public BlockingForbidden() {
    super(
        Kind.FORBIDDEN,
        "this would block event loops, and loopscope.allow-starvation is false here");
  }
}
