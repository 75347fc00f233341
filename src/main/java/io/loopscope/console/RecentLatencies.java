package io.loopscope.console;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Latencies of the requests of the last seconds. A request that still waits counts with the time so
 * far, so that a long wait shows while it lasts. Recording never waits for readers.
 */
final class RecentLatencies {
  static final Duration WINDOW = Duration.ofSeconds(12);

  private final AtomicReferenceArray<Wait> waits;
  private final AtomicInteger next = new AtomicInteger();

  /** Keeps {@code most} waits; a new one replaces the oldest. */
  RecentLatencies(int most) {
    this.waits = new AtomicReferenceArray<>(most);
  }

  /** A wait begins, at a time of {@link System#nanoTime}. */
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
   * Latencies of the last requests as one side measures them, in milliseconds.
   *
   * @param count requests, including those that still wait
   * @param failed requests without an answer, whose time is not known
   */
  record Clock(int count, double p50, double p99, double max, int failed) {}

  /** One wait. */
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
