package io.loopscope.eventloop.health;

import java.time.Duration;
import java.time.Instant;

/**
 * One look at all loops.
 *
 * <p>Time is counted as <em>watched</em> time: however long nobody looked, at most two seconds of
 * that count. A JVM that was suspended, a frozen container or a laptop that slept would else wake
 * up with loops that seem to have been in the same turn for hours.
 *
 * @param now on the scale of {@link System#nanoTime}
 * @param gapNanos since the last look
 * @param watchedNanos watched time up to now
 * @param time on the wall clock, only to be shown
 */
record HealthSample(long now, long gapNanos, long watchedNanos, Instant time) {
  static final long LONGEST_GAP_NANOS = Duration.ofSeconds(2).toNanos();

  static HealthSample first(long now, Instant time) {
    return new HealthSample(now, 0, 0, time);
  }

  HealthSample next(long now, Instant time) {
    long gap = Math.max(0, now - this.now);
    return new HealthSample(now, gap, watchedNanos + Math.min(gap, LONGEST_GAP_NANOS), time);
  }

  /** Watched time since the last look. */
  long elapsedNanos() {
    return Math.min(gapNanos, LONGEST_GAP_NANOS);
  }
}
