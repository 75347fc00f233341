package io.loopscope.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * From one moment to another, on the wall clock and on that of {@link System#nanoTime}.
 *
 * @param from its beginning
 * @param fromNanos the same moment
 */
record TimeSpan(Instant from, long fromNanos, Duration length) {
  /** The span that begins at an instant, by two readings of the clocks at one moment. */
  static TimeSpan of(Instant from, Duration length, Instant now, long nowNanos) {
    return new TimeSpan(from, nowNanos + Duration.between(now, from).toNanos(), length);
  }

  boolean hasBegunBy(long nanos) {
    return nanos - fromNanos >= 0;
  }

  boolean contains(long nanos) {
    long since = nanos - fromNanos;
    return since >= 0 && since < length.toNanos();
  }

  boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(from.plus(length));
  }
}
