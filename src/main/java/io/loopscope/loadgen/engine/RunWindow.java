package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;

/**
 * The time of one run, on the scale of {@link System#nanoTime}.
 *
 * @param start the first planned send
 * @param measureFrom the end of the warm-up
 * @param end no send is planned from here on
 */
record RunWindow(long start, long measureFrom, long end) {
  static RunWindow of(long start, LoadPlan load) {
    return new RunWindow(start, start + load.warmUp().toNanos(), start + load.length().toNanos());
  }

  /** The same time, all of it measured. */
  RunWindow withoutWarmUp() {
    return new RunWindow(start, start, end);
  }

  boolean measures(long nanos) {
    return nanos - measureFrom >= 0 && nanos - end < 0;
  }

  Duration measured() {
    return Duration.ofNanos(end - measureFrom);
  }

  /** The window of the warm-up that contains a moment; negative if none does. */
  int warmUpWindow(long nanos, int windows) {
    boolean warmsUp = nanos - start >= 0 && nanos - measureFrom < 0;
    return warmsUp ? (int) ((nanos - start) * windows / (measureFrom - start)) : -1;
  }
}
