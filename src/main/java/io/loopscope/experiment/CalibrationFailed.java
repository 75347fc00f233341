package io.loopscope.experiment;

import io.loopscope.failure.Failure;

/** The cost of CPU work could not be measured, or placements compute different results. */
public final class CalibrationFailed extends Failure {
  public CalibrationFailed(String reason) {
    super(Kind.BROKEN, "calibration failed: " + reason);
  }
}
