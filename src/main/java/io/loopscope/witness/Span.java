package io.loopscope.witness;

import java.time.Duration;
import java.time.Instant;

/**
 * From one moment to another, on the wall clock and on that of {@link System#nanoTime}.
 *
 * @param from its beginning
 * @param fromNanos the same moment
 */
record Span(Instant from, long fromNanos, Duration length) {
  /** The span that begins at an instant, by two readings of the clocks at one moment. */
  static Span of(Instant from, Duration length, Instant now, long nowNanos) {
    return new Span(from, nowNanos + Duration.between(now, from).toNanos(), length);
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
