package io.loopscope.eventloop;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows one loop from the judge's thread: passes on how long arrivals waited, and every turn that
 * is long enough to be called a block.
 */
final class LoopWatch {
  /** From what age a turn is looked at closely; shorter ones are only counted. */
  static final long CLOSE_NANOS = 2_000_000;

  private final Loop loop;
  private final LoopReadings readings;
  private final MonitorSwitch settings;
  private final VirtualArrivals arrivals;
  private final Pauses pauses;
  private final @Nullable LoopProbe probe;
  private final Verdicts verdicts;
  private @Nullable Turn turn;
  private long lastTurn;

  LoopWatch(
      Loop loop,
      LoopReadings readings,
      MonitorSwitch settings,
      VirtualArrivals arrivals,
      Pauses pauses,
      @Nullable LoopProbe probe,
      Verdicts verdicts) {
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
    boolean idle = !wasAwake && number == lastTurn && probe == null;
    lastTurn = number;
    long since = clock.since();
    clock.longTurns().drain(this::ended);
    arrived(wasAwake ? since : now);
    boolean close = settings.isEnabled() && !loop.isShuttingDown() && follow(clock, nanoTime);
    if (probe != null && settings.isEnabled()) {
      probe.tick(now);
    }
    if (close) {
      return Judge.CLOSE_TICK_NANOS;
    }
    return idle ? Judge.IDLE_TICK_NANOS : Judge.TICK_NANOS;
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
      turn = new Turn(number, since);
    }
    turn.look(loop, readings, now);
    if (turn.isDue(now - since, settings.thresholdNanos())) {
      verdicts.ongoing(loop, turn, now);
    }
    return true;
  }

  private void ended(long start, long end) {
    arrivals.turn(start, end);
    Turn seen = turn != null && turn.since() == start ? turn : new Turn(0, start);
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
