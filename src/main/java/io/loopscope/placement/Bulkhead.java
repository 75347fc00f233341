package io.loopscope.placement;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Limits the work that waits for one placement or runs there. */
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

  /** How often no permit was available. */
  long rejected() {
    return rejected.get();
  }

  /** Acquires a permit; null if none is available. */
  @Nullable Permit tryAcquire() {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      rejected.incrementAndGet();
      return null;
    }
    return new Permit();
  }

  /** The permit of one piece of work. */
  final class Permit {
    private final AtomicBoolean released = new AtomicBoolean();

    /** Returns the permit; further calls have no effect. */
    void release() {
      if (released.compareAndSet(false, true)) {
        count.decrementAndGet();
      }
    }
  }
}
