package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.account.ThreadAccount;
import io.loopscope.eventloop.account.ThreadReading;
import io.loopscope.eventloop.clock.LoopClock;
import io.loopscope.eventloop.clock.LoopProbe;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.VirtualArrivals;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows one loop from the monitor's thread: passes on how long arrivals waited, and every turn
 * that is long enough to be called a block.
 */
public final class LoopWatcher {
  /** From what age a turn is looked at closely; shorter ones are only counted. */
  private static final long CLOSE_NANOS = 2_000_000;

  /** How long a finished block waits for a stack that is still being taken. */
  private static final long LONGEST_STACK_NANOS = 200_000_000;

  private final MonitoredLoop loop;
  private final MonitorControl control;
  private final VirtualArrivals arrivals;
  private final StopDetector stops;
  private final @Nullable LoopProbe probe;
  private final BlockRecorder recorder;
  private final MonitorTools tools;
  private final List<EndedTurn> waitingForStacks = new ArrayList<>();
  private @Nullable ThreadAccount account;
  private @Nullable Thread accountOf;
  private @Nullable ThreadReading reading;
  private @Nullable ThreadReading previous;
  private @Nullable TurnObservation turn;
  private long lastTurn;
  private long lookedAt;

  LoopWatcher(
      MonitoredLoop loop,
      MonitorControl control,
      VirtualArrivals arrivals,
      StopDetector stops,
      @Nullable LoopProbe probe,
      BlockRecorder recorder,
      MonitorTools tools) {
    this.loop = loop;
    this.control = control;
    this.arrivals = arrivals;
    this.stops = stops;
    this.probe = probe;
    this.recorder = recorder;
    this.tools = tools;
  }

  /**
   * Looks at the loop, and returns the delay until the next look that it needs, in nanoseconds.
   *
   * @param now when the monitor came; it knows of all stops before
   */
  long look(long now, LongSupplier nanoTime) {
    lookedAt = now;
    LoopClock clock = loop.clock();
    long number = clock.turn();
    boolean wasAwake = LoopClock.isAwake(number);
    boolean idle = !wasAwake && number == lastTurn;
    long since = clock.since();
    clock.longTurns().drain(this::ended);
    recordLateStacks(now);
    arrived(wasAwake ? since : now);
    if (control.isEnabled() && number != lastTurn && !wasAwake) {
      read(now, false);
    }
    lastTurn = number;
    boolean close = control.isEnabled() && !loop.isShuttingDown() && follow(clock, nanoTime);
    if (probe != null && control.isEnabled()) {
      idle &= probe.tick(now);
    }
    if (close || !waitingForStacks.isEmpty()) {
      return LoopMonitor.CLOSE_TICK_NANOS;
    }
    return idle ? LoopMonitor.IDLE_TICK_NANOS : LoopMonitor.TICK_NANOS;
  }

  /** The loop has ended, unless it lives: what is known of it is passed on for the last time. */
  void endUnless(boolean lives) {
    if (!lives) {
      loop.clock().longTurns().drain(this::ended);
      recordLateStacks(Long.MAX_VALUE);
      recorder.forget(loop);
      if (account != null) {
        account.close();
      }
    }
  }

  /** An arrival during a stop waits for its end, also at a loop that had nothing to do. */
  private void arrived(long until) {
    stops.ended(arrivals.next(), until, arrivals::turn);
    arrivals.free(until);
  }

  /** Follows the turn in progress; whether it is long enough to be looked at closely. */
  private boolean follow(LoopClock clock, LongSupplier nanoTime) {
    long number = clock.turn();
    long since = clock.since();
    long now = nanoTime.getAsLong();
    if (!LoopClock.isAwake(number) || clock.turn() != number) {
      return false;
    }
    boolean close = now - since >= CLOSE_NANOS;
    ThreadReading seen = read(now, close);
    if (!close || seen == null) {
      return close;
    }
    if (turn == null || !turn.is(number)) {
      turn = new TurnObservation(number, since, before(since), tools);
    }
    turn.look(loop, seen, now, control.thresholdNanos());
    if (turn.isDue(now - since, control.thresholdNanos())) {
      recorder.ongoing(loop, turn, now, stops, control.thresholdNanos());
    }
    return true;
  }

  private void ended(long start, long end) {
    arrivals.turn(start, end);
    TurnObservation seen = turn != null && turn.since() == start ? turn : null;
    if (seen == turn) {
      turn = null;
    }
    boolean isReported = seen != null && recorder.isOngoing(seen);
    if (!isReported && !isBlock(end - start)) {
      return;
    }
    if (seen == null) {
      seen = new TurnObservation(0, start, before(start), tools);
    }
    seen.end(end, after(end));
    if (seen.isSampling()) {
      waitingForStacks.add(new EndedTurn(seen, end));
    } else {
      recorder.finished(loop, seen, end, stops, control.thresholdNanos());
    }
  }

  private void recordLateStacks(long now) {
    for (Iterator<EndedTurn> turns = waitingForStacks.iterator(); turns.hasNext(); ) {
      EndedTurn ended = turns.next();
      if (!ended.turn.isSampling() || now - ended.end > LONGEST_STACK_NANOS) {
        turns.remove();
        recorder.finished(loop, ended.turn, ended.end, stops, control.thresholdNanos());
      }
    }
  }

  /** Netty sleeps on a loop that shuts down, which is no fault of the application. */
  private boolean isBlock(long nanos) {
    return control.isEnabled() && !loop.isShuttingDown() && nanos >= control.thresholdNanos();
  }

  private @Nullable ThreadReading read(long now, boolean complete) {
    follow(loop.thread().orElse(null));
    if (account == null) {
      return null;
    }
    previous = reading;
    reading = complete ? account.complete(now) : account.counters(now);
    return reading;
  }

  /** Opens the account of the loop's thread; which one that is changes in a pool. */
  private void follow(@Nullable Thread thread) {
    if (thread == accountOf) {
      return;
    }
    accountOf = thread;
    previous = null;
    reading = null;
    if (account != null) {
      account.close();
    }
    account =
        thread == null
            ? null
            : ThreadAccount.of(thread, loop.isOfOneThread() ? loop.kernelThreadId() : 0);
  }

  /** The last reading before that time, or right after it. */
  private @Nullable ThreadReading before(long time) {
    if (reading != null && reading.atNanos() - time <= 0) {
      return reading;
    }
    return previous != null && previous.atNanos() - time < CLOSE_NANOS ? previous : null;
  }

  /** The first reading after that time, taken now if there is none. */
  private @Nullable ThreadReading after(long time) {
    return reading != null && reading.atNanos() - time >= 0 ? reading : read(lookedAt, false);
  }

  private record EndedTurn(TurnObservation turn, long end) {}
}
