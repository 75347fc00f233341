package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.clock.LoopClock;
import io.loopscope.eventloop.clock.LoopProbe;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.VirtualArrivals;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows one loop from the judge's thread: passes on how long arrivals waited, and every turn that
 * is long enough to be called a block.
 */
public final class LoopWatcher {
  /** From what age a turn is looked at closely; shorter ones are only counted. */
  static final long CLOSE_NANOS = 2_000_000;

  private final MonitoredLoop loop;
  private final LoopReadings readings;
  private final MonitorControl settings;
  private final VirtualArrivals arrivals;
  private final JvmPauses pauses;
  private final @Nullable LoopProbe probe;
  private final BlockRecorder verdicts;
  private @Nullable TurnObservation turn;
  private long lastTurn;

  public LoopWatcher(
      MonitoredLoop loop,
      LoopReadings readings,
      MonitorControl settings,
      VirtualArrivals arrivals,
      JvmPauses pauses,
      @Nullable LoopProbe probe,
      BlockRecorder verdicts) {
    this.loop = loop;
    this.readings = readings;
    this.settings = settings;
    this.arrivals = arrivals;
    this.pauses = pauses;
    this.probe = probe;
    this.verdicts = verdicts;
  }

  /**
   * Looks at the loop, and tells in how many nanoseconds it wants to be looked at again.
   *
   * @param now when the judge came; it knows of all pauses before
   */
  long look(long now, LongSupplier nanoTime) {
    LoopClock clock = loop.clock();
    long number = clock.turn();
    boolean wasAwake = LoopClock.isAwake(number);
    boolean idle = !wasAwake && number == lastTurn;
    lastTurn = number;
    long since = clock.since();
    clock.longTurns().drain(this::ended);
    arrived(wasAwake ? since : now);
    boolean close = settings.isEnabled() && !loop.isShuttingDown() && follow(clock, nanoTime);
    if (probe != null && settings.isEnabled()) {
      idle &= probe.tick(now);
    }
    if (close) {
      return LoopMonitor.CLOSE_TICK_NANOS;
    }
    return idle ? LoopMonitor.IDLE_TICK_NANOS : LoopMonitor.TICK_NANOS;
  }

  /** Whoever arrives in a pause waits for its end, also at a loop that had nothing to do. */
  private void arrived(long until) {
    pauses.ended(arrivals.next(), until, arrivals::turn);
    arrivals.free(until);
  }

  /** The loop has ended, unless it lives: what is known of it is told for the last time. */
  void endUnless(boolean lives) {
    if (!lives) {
      loop.clock().longTurns().drain(this::ended);
      verdicts.forget(loop);
    }
  }

  private boolean follow(LoopClock clock, LongSupplier nanoTime) {
    long number = clock.turn();
    long since = clock.since();
    long now = nanoTime.getAsLong();
    if (!LoopClock.isAwake(number) || clock.turn() != number || now - since < CLOSE_NANOS) {
      return false;
    }
    if (turn == null || !turn.is(number)) {
      turn = new TurnObservation(number, since);
    }
    turn.look(loop, readings, now);
    if (turn.isDue(now - since, settings.thresholdNanos())) {
      verdicts.ongoing(loop, turn, now);
    }
    return true;
  }

  private void ended(long start, long end) {
    arrivals.turn(start, end);
    TurnObservation seen =
        turn != null && turn.since() == start ? turn : new TurnObservation(0, start);
    if (verdicts.isOngoing(loop) || isBlock(end - start)) {
      verdicts.finished(loop, seen, end);
    }
    if (seen == turn) {
      turn = null;
    }
  }

  /** Netty sleeps on a loop that shuts down, which is nobody's fault. */
  private boolean isBlock(long nanos) {
    return settings.isEnabled() && !loop.isShuttingDown() && nanos >= settings.thresholdNanos();
  }
}
