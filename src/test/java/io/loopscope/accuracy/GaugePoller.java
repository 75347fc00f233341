package io.loopscope.accuracy;

import io.loopscope.eventloop.WatchedLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Polls the live gauge of one loop every half a millisecond, and records by how much it was itself
 * late: it hardly uses the CPU, so what delays it is the machine.
 */
final class GaugePoller implements AutoCloseable {
  private static final long INTERVAL_NANOS = 500_000;

  private final MeterRegistry registry;
  private volatile @Nullable Seen seen;
  private volatile boolean closed;

  GaugePoller(MeterRegistry registry) {
    this.registry = registry;
    Thread.ofPlatform().daemon().name("watcher").start(this::run);
  }

  Seen follow(WatchedLoop loop) {
    Seen next =
        new Seen(
            registry
                .get("eventloop.blocked")
                .tags("group", loop.group(), "loop", String.valueOf(loop.index()))
                .timeGauge());
    seen = next;
    return next;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    long last = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(INTERVAL_NANOS);
      long now = System.nanoTime();
      Seen current = seen;
      if (current != null) {
        current.poll(now, now - last - INTERVAL_NANOS);
      }
      last = now;
    }
  }

  /** What was seen of one loop since it is followed. */
  static final class Seen {
    private final TimeGauge gauge;
    private volatile long firstUp;
    private volatile long mostLate;

    private Seen(TimeGauge gauge) {
      this.gauge = gauge;
    }

    private void poll(long now, long late) {
      mostLate = Math.max(mostLate, late);
      if (firstUp == 0 && gauge.value(TimeUnit.NANOSECONDS) > 0) {
        firstUp = now;
      }
    }

    /** When the gauge was first seen above 0; 0 if it was not. */
    long firstUp() {
      return firstUp;
    }

    long mostLate() {
      return mostLate;
    }
  }
}
