package io.loopscope.loadgen;

import io.loopscope.failure.Failure;

/** The target did not give connections to each of its loops. */
public final class PinningFailed extends Failure {
  public PinningFailed(String reason) {
    super(Kind.UPSTREAM, "cannot pin connections: " + reason);
  }
}
