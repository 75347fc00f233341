package io.loopscope.eventloop.clock;

import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps the clock of a loop that was not built here: asks it, from outside, to run a task that does
 * nothing, and takes the wait for that task as the loop's turn.
 *
 * <p>At most one task is outstanding, so a blocked loop's queue does not fill with probes. What it
 * measures is a lower bound: of a block that began before the probe, the first part is not seen.
 */
public final class LoopProbe {
  private final MonitoredLoop loop;
  private final long intervalNanos;
  private long nextNanos;

  public LoopProbe(MonitoredLoop loop, long firstNanos, long intervalNanos) {
    this.loop = loop;
    this.intervalNanos = intervalNanos;
    this.nextNanos = firstNanos;
  }

  /** Called by the judge: sends a probe if it is time for one and none is under way. */
  public void tick(long now) {
    boolean underWay = LoopClock.isAwake(loop.clock().turn());
    if (underWay || now - nextNanos < 0 || loop.isShuttingDown()) {
      return;
    }
    nextNanos = now + intervalNanos;
    loop.clock().wake(now);
    try {
      loop.execute(this::arrive);
    } catch (RejectedExecutionException shuttingDown) {
      loop.clock().sleep(now);
    }
  }

  private void arrive() {
    if (loop.thread().isEmpty()) {
      loop.startedHere();
    }
    loop.clock().sleep(System.nanoTime());
  }
}
