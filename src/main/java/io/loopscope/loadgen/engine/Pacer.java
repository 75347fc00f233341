package io.loopscope.loadgen.engine;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs short actions at planned times, on one thread of its own. An overdue action runs at once;
 * none is skipped.
 *
 * <p>It parks until shortly before the time and spins the rest. Parking alone wakes about 60 µs
 * late on Linux (50 µs of them are the timer slack of ordinary threads), which would count as
 * latency of the target; spinning for longer would take CPU time from it.
 */
final class Pacer implements AutoCloseable {
  static final long SPIN_NANOS = 80_000;

  private final PriorityBlockingQueue<Due> dues =
      new PriorityBlockingQueue<>(
          64,
          (one, other) ->
              one.nanos == other.nanos
                  ? Long.compare(one.number, other.number)
                  : Long.signum(one.nanos - other.nanos));
  private final AtomicLong next = new AtomicLong();
  private final Consumer<Throwable> failed;
  private final long spinNanos;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Creates the thread.
   *
   * @param failed receives what an action throws; later actions still run
   */
  Pacer(long spinNanos, Consumer<Throwable> failed) {
    this.spinNanos = spinNanos;
    this.failed = failed;
    this.thread = Thread.ofPlatform().name("loadgen-pacer").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Runs the action at the time, on the scale of {@link System#nanoTime}. */
  void at(long nanos, Runnable action) {
    if (closed) {
      return;
    }
    Due due = new Due(nanos, next.getAndIncrement(), action);
    dues.add(due);
    if (dues.peek() == due && Thread.currentThread() != thread) {
      LockSupport.unpark(thread);
    }
  }

  /** Discards the planned actions; a running action completes. */
  @Override
  public void close() {
    closed = true;
    dues.clear();
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      Due due = dues.peek();
      if (due == null) {
        LockSupport.park(this);
      } else {
        await(due.nanos - System.nanoTime());
      }
    }
  }

  private void await(long nanos) {
    if (nanos > spinNanos) {
      LockSupport.parkNanos(this, nanos - spinNanos);
    } else if (nanos > 0) {
      Thread.onSpinWait();
    } else {
      act(dues.poll());
    }
  }

  private void act(@Nullable Due due) {
    try {
      if (due != null) {
        due.action.run();
      }
    } catch (Throwable failure) {
      failed.accept(failure);
    }
  }

  private record Due(long nanos, long number, Runnable action) {}
}
