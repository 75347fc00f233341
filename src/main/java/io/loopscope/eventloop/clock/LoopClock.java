package io.loopscope.eventloop.clock;

import io.loopscope.eventloop.LagBuckets;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * When one loop woke and when it went back to sleep. The loop is the only writer; anybody may read
 * while it works, without a lock on either side.
 *
 * <p>A <em>turn</em> is the time from one look at the sockets to the next: whoever arrives in it
 * waits for its end. Turns are numbered, odd while the loop is awake, so that a reader who finds
 * the same number before and after a look knows that all it saw belongs to one turn.
 */
public final class LoopClock {
  private static final VarHandle TURN = handle("turn");
  private static final VarHandle SINCE = handle("since");
  private static final VarHandle BUSY = handle("busyNanos");
  private static final VarHandle EPOCH = handle("epoch");
  private static final int TRIES = 1_000;

  private final AtomicLongArray starvedNanos = new AtomicLongArray(LagBuckets.count());
  private final AtomicLongArray told = new AtomicLongArray(LagBuckets.count() + 1);
  private final LongTurnBuffer longTurns = new LongTurnBuffer();

  private long turn;
  private long since;
  private long busyNanos;
  private long epoch;

  /** Called on the loop: it has seen which sockets are ready and begins to serve them. */
  public void wake(long now) {
    beginWrite();
    long current = turn;
    boolean awake = isAwake(current);
    if (awake) {
      end(now);
    }
    SINCE.setRelease(this, now);
    TURN.setRelease(this, current + (awake ? 2 : 1));
    endWrite();
  }

  /** Called on the loop: nothing is left to do, it is about to wait for sockets. */
  public void sleep(long now) {
    long current = turn;
    if (isAwake(current)) {
      beginWrite();
      end(now);
      TURN.setRelease(this, current + 1);
      endWrite();
    }
  }

  public static boolean isAwake(long turn) {
    return (turn & 1) == 1;
  }

  public long turn() {
    return (long) TURN.getAcquire(this);
  }

  /**
   * When the last turn began, on the scale of {@link System#nanoTime}. Every long turn that ended
   * before is in {@link #longTurns} for whoever reads this first.
   */
  public long since() {
    return (long) SINCE.getAcquire(this);
  }

  /** Age of the turn in progress; 0 while the loop sleeps. */
  public long awakeNanos(long now) {
    long before = turn();
    if (!isAwake(before)) {
      return 0;
    }
    long age = now - since();
    VarHandle.acquireFence();
    return turn() == before ? Math.max(0, age) : 0;
  }

  /** Time not spent waiting for sockets, the turn in progress included. */
  long busyNanos(long now) {
    return growing(LagBuckets.count(), consistent(() -> (long) BUSY.getOpaque(this) + age(now)));
  }

  /**
   * Time in which an arrival had to wait longer than the threshold, the turn in progress included.
   */
  public long starvedNanos(int threshold, long now) {
    return growing(
        threshold,
        consistent(
            () ->
                starvedNanos.getOpaque(threshold)
                    + Math.max(0, age(now) - LagBuckets.nanos(threshold))));
  }

  public LongTurnBuffer longTurns() {
    return longTurns;
  }

  /** Long turns that found the buffer full. */
  public long droppedTurns() {
    return longTurns.dropped();
  }

  private long age(long now) {
    return isAwake(turn()) ? Math.max(0, now - since()) : 0;
  }

  /**
   * Reads a sum of what is over and what is in progress, neither of them twice nor left out: again,
   * if the loop wrote meanwhile. A loop that lost its CPU in the middle of writing is not waited
   * for.
   */
  private long consistent(LongSupplier reading) {
    for (int tries = 1; ; tries++) {
      long before = (long) EPOCH.getAcquire(this);
      long value = reading.getAsLong();
      VarHandle.acquireFence();
      boolean undisturbed = (before & 1) == 0 && (long) EPOCH.getOpaque(this) == before;
      if (undisturbed || tries == TRIES) {
        return value;
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Never less than what was told before: a loop that loses its CPU between looking at the time and
   * writing it down ends its turn a little before a reader saw it last.
   */
  private long growing(int sum, long value) {
    return told.accumulateAndGet(sum, value, Math::max);
  }

  private void beginWrite() {
    EPOCH.setOpaque(this, epoch + 1);
    VarHandle.storeStoreFence();
  }

  private void endWrite() {
    EPOCH.setRelease(this, epoch + 1);
  }

  private void end(long now) {
    long nanos = now - since;
    BUSY.setOpaque(this, busyNanos + nanos);
    if (nanos > LagBuckets.SHORTEST_NANOS) {
      endLong(nanos, now);
    }
  }

  private void endLong(long nanos, long now) {
    for (int i = 0; i < LagBuckets.count(); i++) {
      long over = nanos - LagBuckets.nanos(i);
      if (over > 0) {
        starvedNanos.setOpaque(i, starvedNanos.getPlain(i) + over);
      }
    }
    longTurns.offer(since, now);
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(LoopClock.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
