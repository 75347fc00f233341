package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every loop's clock from a thread of its own, so that a loop's delay is told by somebody
 * who is not delayed by it: a platform thread, which needs no other thread to run.
 *
 * <p>It wakes as often as the loop wishes that wants to be looked at soonest: a hundred times a
 * second, half as often while no loop does anything, and more often while one is in a long turn. If
 * it dies it is started again, and that is counted.
 */
public final class LoopMonitor implements AutoCloseable {
  public static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
  static final long CLOSE_TICK_NANOS = Duration.ofMillis(3).toNanos();
  static final long IDLE_TICK_NANOS = Duration.ofMillis(20).toNanos();

  private static final Log log = LogFactory.getLog(LoopMonitor.class);

  private final MonitoredLoops loops;
  private final JvmPauses pauses;
  private final Function<MonitoredLoop, LoopWatcher> watching;
  private final Runnable everyTick;
  private final LongSupplier nanoTime;
  private final Map<MonitoredLoop, LoopWatcher> watches = new HashMap<>();
  private final AtomicLong restarts = new AtomicLong();
  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  public LoopMonitor(
      MonitoredLoops loops,
      JvmPauses pauses,
      Function<MonitoredLoop, LoopWatcher> watching,
      Runnable everyTick,
      LongSupplier nanoTime) {
    this.loops = loops;
    this.pauses = pauses;
    this.watching = watching;
    this.everyTick = everyTick;
    this.nanoTime = nanoTime;
  }

  public void start() {
    Thread judge = new Thread(this::run, "eventloop-judge");
    judge.setDaemon(true);
    judge.setUncaughtExceptionHandler(this::died);
    thread = judge;
    judge.start();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** How often the judge had to be started again. */
  public long restarts() {
    return restarts.get();
  }

  private void run() {
    long next = nanoTime.getAsLong();
    while (!closed) {
      long tick = look(next);
      forgetEnded();
      everyTick.run();
      next = nanoTime.getAsLong() + tick;
      sleepUntil(next);
    }
  }

  /**
   * Looks at every loop, and tells in how many nanoseconds to do so again. Everything may stop
   * between any two looks too, and the next loop may then have a block to be judged by that.
   */
  private long look(long planned) {
    long tick = IDLE_TICK_NANOS;
    long expected = planned;
    for (MonitoredLoop loop : loops.monitored()) {
      expected = arriveAt(expected);
      tick = Math.min(tick, watch(loop).look(expected, nanoTime));
    }
    arriveAt(expected);
    return tick;
  }

  private long arriveAt(long expected) {
    long now = nanoTime.getAsLong();
    pauses.woke(expected, now, this::lastWakeUps);
    return now;
  }

  private LongStream lastWakeUps() {
    return loops.monitored().stream().mapToLong(loop -> loop.clock().since());
  }

  /** Never longer than a tick, even if the clock was set back meanwhile. */
  private void sleepUntil(long next) {
    long left = next - nanoTime.getAsLong();
    while (left > 0 && left <= IDLE_TICK_NANOS && !closed) {
      LockSupport.parkNanos(this, left);
      left = next - nanoTime.getAsLong();
    }
  }

  private LoopWatcher watch(MonitoredLoop loop) {
    return watches.computeIfAbsent(loop, watching);
  }

  private void forgetEnded() {
    List<MonitoredLoop> living = loops.monitored();
    if (watches.size() > living.size()) {
      watches.forEach((loop, watch) -> watch.endUnless(living.contains(loop)));
      watches.keySet().retainAll(living);
    }
  }

  private void died(Thread dead, Throwable failure) {
    log.error("The judge of event loops died and is started again", failure);
    restarts.incrementAndGet();
    LockSupport.parkNanos(TICK_NANOS);
    if (!closed) {
      start();
    }
  }
}
