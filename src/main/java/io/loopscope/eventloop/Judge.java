package io.loopscope.eventloop;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at every loop's clock from a thread of its own, so that a loop's delay is told by somebody
 * who is not delayed by it.
 */
final class Judge implements AutoCloseable {
  private static final long TICK_NANOS = Duration.ofMillis(10).toNanos();

  private final Loops loops;
  private final LoopMetrics metrics;
  private final Map<Loop, VirtualArrivals> arrivals = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  Judge(Loops loops, LoopMetrics metrics) {
    this.loops = loops;
    this.metrics = metrics;
    this.thread = Thread.ofPlatform().name("eventloop-judge").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      loops.all().forEach(this::look);
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  private void look(Loop loop) {
    VirtualArrivals arriving = arrivals.computeIfAbsent(loop, this::arrivalsOf);
    LoopClock clock = loop.clock();
    long now = System.nanoTime();
    boolean awake = LoopClock.isAwake(clock.turn());
    long since = clock.since();
    clock.longTurns().drain(arriving::turn);
    arriving.free(awake ? since : now);
  }

  private VirtualArrivals arrivalsOf(Loop loop) {
    loop.whenGone(() -> arrivals.remove(loop));
    return new VirtualArrivals(System.nanoTime(), TICK_NANOS, metrics.lagOf(loop));
  }
}
