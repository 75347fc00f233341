package io.loopscope.placement;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts the work that waits for one placement or runs there, and lets only so much in. */
final class Bulkhead {
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong rejected = new AtomicLong();
  private final int limit;

  Bulkhead(int limit) {
    this.limit = limit;
  }

  int count() {
    return count.get();
  }

  int limit() {
    return limit;
  }

  /** How often all places were taken. */
  long rejected() {
    return rejected.get();
  }

  /** Takes a place; null if all are taken. */
  @Nullable Place enter() {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      rejected.incrementAndGet();
      return null;
    }
    return new Place();
  }

  /** The place of one piece of work. */
  final class Place {
    private final AtomicBoolean left = new AtomicBoolean();

    /** Gives the place back; again and again without harm. */
    void leave() {
      if (left.compareAndSet(false, true)) {
        count.decrementAndGet();
      }
    }
  }
}
