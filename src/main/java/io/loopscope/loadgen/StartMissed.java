package io.loopscope.loadgen;

import io.loopscope.failure.Failure;
import java.time.Instant;

/** The connections of a run were not open when its load was to start. */
public final class StartMissed extends Failure {
  public StartMissed(Instant startAt) {
    super(Kind.CONFLICT, "not ready in time to start at " + startAt);
  }
}
