package io.loopscope.eventloop.clock;

import io.loopscope.eventloop.account.JvmThreadId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps the clock of a loop that was not built here: asks it, from outside, to run a task that does
 * nothing, and takes the wait for that task as the loop's turn.
 *
 * <p>At most one task is outstanding, so a blocked loop's queue does not fill with probes. What it
 * measures is a lower bound: of a block that began before the probe, the first part is not seen.
 *
 * <p>A thread that has used no CPU since it took the last probe has nothing to do, and is not woken
 * for another one, except once a second. For what begins just as a probe returns looks like its
 * end, if it uses next to no CPU before it waits.
 */
public final class LoopProbe {
  private static final long IDLE_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  /** What a thread may use between the end of the probe and its wait for work. */
  private static final long MOST_TO_PARK_NANOS = 100_000;

  private static final long UNKNOWN = -1;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final MonitoredLoop loop;
  private final long intervalNanos;
  private long nextNanos;
  private long sentNanos;
  private long arrivedCpuNanos = UNKNOWN;
  private long idleCpuNanos = UNKNOWN;

  public LoopProbe(MonitoredLoop loop, long firstNanos, long intervalNanos) {
    this.loop = loop;
    this.intervalNanos = intervalNanos;
    this.nextNanos = firstNanos;
    this.sentNanos = firstNanos - IDLE_INTERVAL_NANOS;
  }

  /**
   * Called by the monitor: sends a probe if it is time for one, none is under way, and the loop may
   * have something to do.
   *
   * @return whether the loop has nothing to do
   */
  public boolean tick(long now) {
    if (LoopClock.isAwake(loop.clock().turn()) || loop.isShuttingDown()) {
      return false;
    }
    if (!loop.mayBeBusy() || isIdle(now)) {
      return true;
    }
    if (now - nextNanos >= 0) {
      send(now);
    }
    return false;
  }

  private void send(long now) {
    nextNanos = now + intervalNanos;
    sentNanos = now;
    idleCpuNanos = UNKNOWN;
    loop.clock().wake(now);
    try {
      loop.execute(this::arrive);
    } catch (RejectedExecutionException shuttingDown) {
      loop.clock().sleep(now);
    }
  }

  private boolean isIdle(long now) {
    if (arrivedCpuNanos == UNKNOWN || now - sentNanos >= IDLE_INTERVAL_NANOS) {
      return false;
    }
    long cpuNanos = loop.thread().map(LoopProbe::cpuNanos).orElse(UNKNOWN);
    if (cpuNanos == UNKNOWN) {
      return false;
    }
    if (idleCpuNanos == UNKNOWN && cpuNanos - arrivedCpuNanos <= MOST_TO_PARK_NANOS) {
      idleCpuNanos = cpuNanos;
    }
    return idleCpuNanos == cpuNanos;
  }

  private void arrive() {
    if (loop.isOfOneThread()) {
      if (loop.thread().isEmpty()) {
        loop.startedHere();
      }
      arrivedCpuNanos =
          THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : UNKNOWN;
    }
    loop.clock().sleep(System.nanoTime());
  }

  private static long cpuNanos(Thread thread) {
    return THREADS.getThreadCpuTime(JvmThreadId.of(thread));
  }
}
