package io.loopscope.console;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * How long those waited who came in the last seconds. Who still waits counts with the time so far,
 * so that a wait shows while it lasts. Nobody who is timed ever waits for anybody who reads.
 */
final class RecentLatencies {
  static final Duration WINDOW = Duration.ofSeconds(12);

  private final AtomicReferenceArray<Wait> waits;
  private final AtomicInteger next = new AtomicInteger();

  /** Keeps no more than {@code most} waits; the oldest make room. */
  RecentLatencies(int most) {
    this.waits = new AtomicReferenceArray<>(most);
  }

  /** Somebody comes, at a time of {@link System#nanoTime}. */
  Wait begin(long atNanos) {
    Wait wait = new Wait(atNanos);
    waits.set(Math.floorMod(next.getAndIncrement(), waits.length()), wait);
    return wait;
  }

  /** The waits of the window that ends now. */
  Clock read(long now) {
    List<Wait> recent =
        IntStream.range(0, waits.length())
            .mapToObj(waits::get)
            .filter(wait -> wait != null && wait.isRecent(now))
            .toList();
    long[] nanos =
        recent.stream()
            .filter(wait -> !wait.failed)
            .mapToLong(wait -> wait.nanos(now))
            .sorted()
            .toArray();
    return new Clock(
        nanos.length,
        millisAt(0.5, nanos),
        millisAt(0.99, nanos),
        millisAt(1, nanos),
        recent.size() - nanos.length);
  }

  private static double millisAt(double share, long[] ascending) {
    if (ascending.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * ascending.length);
    return Math.round(ascending[Math.max(0, rank - 1)] / 1e3) / 1e3;
  }

  /**
   * What one side says about the time of the last requests, in milliseconds.
   *
   * @param count requests, those that still wait among them
   * @param failed requests that got no answer at all; no time is known of them
   */
  record Clock(int count, double p50, double p99, double max, int failed) {}

  /** One wait, as long as it is remembered. */
  static final class Wait {
    private static final long STILL = -1;

    private final long began;
    private volatile long nanos = STILL;
    private volatile boolean failed;

    private Wait(long began) {
      this.began = began;
    }

    void end(long tookNanos) {
      nanos = tookNanos;
    }

    void fail() {
      failed = true;
    }

    private boolean isRecent(long now) {
      boolean waits = nanos == STILL && !failed;
      return waits || now - began <= WINDOW.toNanos();
    }

    private long nanos(long now) {
      long took = nanos;
      return took == STILL ? Math.max(0, now - began) : took;
    }
  }
}
