package io.loopscope.io;

import io.loopscope.http.ApiEnum;
import io.loopscope.placement.Placement;

/** Where a call that blocks its thread may run. */
enum BlockingPlacement implements ApiEnum {
  EVENT_LOOP,
  PARALLEL,
  BOUNDED_ELASTIC,
  VIRTUAL_THREADS;

  Placement placement() {
    return Placement.valueOf(name());
  }
}
