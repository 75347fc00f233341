package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.LagListener;
import io.loopscope.eventloop.account.JvmStopCounters;
import io.loopscope.eventloop.account.KernelThreadId;
import io.loopscope.eventloop.account.ThreadAccount;
import io.loopscope.eventloop.clock.LoopProbe;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.clock.VirtualArrivals;
import io.loopscope.eventloop.diagnosis.ApplicationCode;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every loop's clock from a thread of its own, so that the delay of a loop is measured by
 * a thread that is not delayed by it: a platform thread, which needs no other thread to run. It
 * never waits for a loop: stacks, whose taking may hang, are taken by other threads.
 *
 * <p>It wakes as often as the loop needs that is to be looked at soonest: a hundred times a second,
 * half as often while no loop does anything, and more often while one is in a long turn. If it
 * fails, whatever the error, it begins again, and that is counted.
 */
public final class LoopMonitor implements AutoCloseable {
  public static final long TICK_NANOS = Duration.ofMillis(10).toNanos();
  static final long CLOSE_TICK_NANOS = Duration.ofMillis(3).toNanos();
  static final long IDLE_TICK_NANOS = Duration.ofMillis(20).toNanos();

  private static final Log log = LogFactory.getLog(LoopMonitor.class);

  private final MonitoredLoops loops;
  private final MonitorControl control;
  private final BlockRecorder recorder;
  private final List<LagListener> lagListeners;
  private final Runnable everyTick;
  private final Duration probeInterval;
  private final LongSupplier nanoTime;
  private final MonitorTools tools;
  private final Map<MonitoredLoop, LoopWatcher> watchers = new HashMap<>();
  private final AtomicLong restarts = new AtomicLong();
  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  /**
   * @param lagListeners are passed how long arrivals waited
   * @param everyTick is done after every round of looks, on the monitor's thread
   * @param probeInterval how often a loop that keeps no clock is asked
   */
  public LoopMonitor(
      MonitoredLoops loops,
      MonitorControl control,
      BlockRecorder recorder,
      List<LagListener> lagListeners,
      Runnable everyTick,
      Duration probeInterval,
      ApplicationCode code,
      LongSupplier nanoTime) {
    this.loops = loops;
    this.control = control;
    this.recorder = recorder;
    this.lagListeners = lagListeners;
    this.everyTick = everyTick;
    this.probeInterval = probeInterval;
    this.nanoTime = nanoTime;
    this.tools = MonitorTools.of(code);
  }

  public void start() {
    Thread started = new Thread(this::run, "eventloop-monitor");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    tools.sampler().close();
  }

  /** How often the monitor failed and began again. */
  public long restarts() {
    return restarts.get();
  }

  private void run() {
    try (ThreadAccount own = ThreadAccount.of(Thread.currentThread(), KernelThreadId.current())) {
      StopDetector stops =
          new StopDetector(JvmStopCounters.ofThisJvm(), own, LoopMonitor::processCpuNanos);
      while (!closed) {
        try {
          watch(stops);
        } catch (Throwable failure) {
          failed(failure);
        }
      }
    }
  }

  private void watch(StopDetector stops) {
    long next = nanoTime.getAsLong();
    while (!closed) {
      long tick = look(next, stops);
      forgetEnded();
      everyTick.run();
      next = nanoTime.getAsLong() + tick;
      sleepUntil(next);
    }
  }

  /**
   * Looks at every loop, and returns the delay until the next round in nanoseconds. The JVM may
   * stop between any two looks too, and the next loop may then have a block to be judged by that.
   */
  private long look(long planned, StopDetector stops) {
    long tick = IDLE_TICK_NANOS;
    long now = nanoTime.getAsLong();
    stops.look(planned, now);
    for (MonitoredLoop loop : loops.monitored()) {
      long expected = now;
      now = nanoTime.getAsLong();
      if (now - expected > CLOSE_TICK_NANOS) {
        stops.look(expected, now);
      }
      tick = Math.min(tick, watcher(loop, stops).look(now, nanoTime));
    }
    return tick;
  }

  /** Never longer than a tick, even if the clock was set back meanwhile. */
  private void sleepUntil(long next) {
    long left = next - nanoTime.getAsLong();
    while (left > 0 && left <= IDLE_TICK_NANOS && !closed) {
      LockSupport.parkNanos(this, left);
      left = next - nanoTime.getAsLong();
    }
  }

  private LoopWatcher watcher(MonitoredLoop loop, StopDetector stops) {
    return watchers.computeIfAbsent(
        loop,
        it -> {
          long now = nanoTime.getAsLong();
          return new LoopWatcher(
              it,
              control,
              new VirtualArrivals(now, TICK_NANOS, waits(it)),
              stops,
              it.isHooked() ? null : new LoopProbe(it, now, probeInterval.toNanos()),
              recorder,
              tools);
        });
  }

  private VirtualArrivals.Waits waits(MonitoredLoop loop) {
    return (atNanos, waitedNanos) -> {
      loop.recentLag().add(atNanos, waitedNanos);
      for (LagListener listener : lagListeners) {
        listener.onArrival(loop, atNanos, waitedNanos);
      }
    };
  }

  private void forgetEnded() {
    List<MonitoredLoop> living = loops.monitored();
    if (watchers.size() > living.size()) {
      watchers.forEach((loop, watcher) -> watcher.endUnless(living.contains(loop)));
      watchers.keySet().retainAll(living);
    }
  }

  /** After an OutOfMemoryError even writing a log line may fail. */
  private void failed(Throwable failure) {
    restarts.incrementAndGet();
    try {
      log.error("The monitor of event loops failed and begins again", failure);
    } catch (Throwable again) {
      // what counts is that it goes on
    }
    LockSupport.parkNanos(TICK_NANOS);
  }

  private static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : -1;
  }
}
