package io.loopscope.eventloop.export;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** At most so many lines in any stretch of time of the given length. For one thread. */
final class LogRateLimiter {
  private final int lines;
  private final long perNanos;
  private final LongSupplier nanoTime;
  private final Deque<Long> taken = new ArrayDeque<>();
  private long refused;

  LogRateLimiter(int lines, Duration per, LongSupplier nanoTime) {
    this.lines = lines;
    this.perNanos = per.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Takes a line; if there is none left, returns false and counts that. */
  boolean take() {
    long now = nanoTime.getAsLong();
    while (!taken.isEmpty() && now - taken.getFirst() >= perNanos) {
      taken.removeFirst();
    }
    if (taken.size() == lines) {
      refused++;
      return false;
    }
    taken.addLast(now);
    return true;
  }

  /** How many lines were refused since this was last asked. */
  long refused() {
    long count = refused;
    refused = 0;
    return count;
  }
}
