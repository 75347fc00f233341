package io.loopscope.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * How long those waited who came in the last seconds. Who still waits counts with the time so far,
 * so that a wait shows while it lasts.
 */
final class RecentWaits {
  static final Duration WINDOW = Duration.ofSeconds(10);

  private final Deque<Wait> waits = new ArrayDeque<>();
  private final int most;

  /** Keeps no more than {@code most} waits; the oldest make room. */
  RecentWaits(int most) {
    this.most = most;
  }

  /** Somebody comes, at a time of {@link System#nanoTime}. */
  synchronized Wait begin(long atNanos) {
    while (waits.size() >= most) {
      waits.removeFirst();
    }
    Wait wait = new Wait(atNanos);
    waits.addLast(wait);
    return wait;
  }

  /** The waits of the window that ends now. */
  synchronized Clock read(long now) {
    waits.removeIf(wait -> wait.isOver() && now - wait.began > WINDOW.toNanos());
    long[] nanos =
        waits.stream().filter(wait -> !wait.failed).mapToLong(wait -> wait.nanos(now)).toArray();
    Arrays.sort(nanos);
    return new Clock(
        nanos.length,
        millisAt(0.5, nanos),
        millisAt(0.99, nanos),
        millisAt(1, nanos),
        waits.stream().filter(wait -> wait.failed).count());
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
  record Clock(int count, double p50, double p99, double max, long failed) {}

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

    private boolean isOver() {
      return failed || nanos != STILL;
    }

    private long nanos(long now) {
      long took = nanos;
      return took == STILL ? Math.max(0, now - began) : took;
    }
  }
}
