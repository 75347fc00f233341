package io.loopscope.loadgen.engine;

import io.loopscope.host.CpuTimes;
import io.loopscope.loadgen.PauseStats;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Detects pauses of this process: a thread that repeatedly sleeps 5 ms and measures how much longer
 * it took. It misses pauses that are shorter than a sleep.
 */
final class PauseDetector implements AutoCloseable {
  private static final long SLEEP_NANOS = Duration.ofMillis(5).toNanos();

  private final long thresholdNanos;
  private final Thread thread;
  private volatile CpuTimes atStart = CpuTimes.UNKNOWN;
  private volatile PauseStats pauses = PauseStats.NONE;
  private volatile boolean closed;

  /**
   * Creates the thread.
   *
   * @param threshold the length from which a pause counts
   */
  PauseDetector(Duration threshold) {
    this.thresholdNanos = threshold.toNanos();
    this.thread = Thread.ofPlatform().name("loadgen-pause-detector").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The pauses since the start. */
  PauseStats pauses() {
    return pauses;
  }

  /** CPU times since the start. */
  CpuTimes cpu() {
    return CpuTimes.now().since(atStart);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    atStart = CpuTimes.now();
    while (!closed) {
      long start = System.nanoTime();
      LockSupport.parkNanos(SLEEP_NANOS);
      pauses = pauses.plus(System.nanoTime() - start - SLEEP_NANOS, thresholdNanos);
    }
  }
}
