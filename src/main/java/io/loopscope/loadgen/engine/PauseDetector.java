package io.loopscope.loadgen.engine;

import io.loopscope.host.CpuTimes;
import io.loopscope.loadgen.PauseStats;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices when this process itself does not run: a thread that sleeps 5 ms again and again and
 * looks how much longer it took. Short pauses between two of its looks escape it.
 */
final class PauseDetector implements AutoCloseable {
  private static final long BEAT_NANOS = Duration.ofMillis(5).toNanos();

  private final long thresholdNanos;
  private final Thread thread;
  private volatile CpuTimes atStart = CpuTimes.UNKNOWN;
  private volatile PauseStats pauses = PauseStats.NONE;
  private volatile boolean closed;

  /**
   * Creates the thread.
   *
   * @param threshold from what length a pause counts
   */
  PauseDetector(Duration threshold) {
    this.thresholdNanos = threshold.toNanos();
    this.thread = Thread.ofPlatform().name("loadgen-heartbeat").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The pauses since the start. */
  PauseStats pauses() {
    return pauses;
  }

  /** What passed since the start. */
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
      LockSupport.parkNanos(BEAT_NANOS);
      pauses = pauses.plus(System.nanoTime() - start - BEAT_NANOS, thresholdNanos);
    }
  }
}
