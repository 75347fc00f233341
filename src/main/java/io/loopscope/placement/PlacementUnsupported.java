package io.loopscope.placement;

import io.loopscope.failure.Failure;

/** The work, or this process, does not support the placement. */
final class PlacementUnsupported extends Failure {
  PlacementUnsupported(String text) {
    super(Kind.UNSUPPORTED, text);
  }
}
