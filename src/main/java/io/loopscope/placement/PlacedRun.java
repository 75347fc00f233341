package io.loopscope.placement;

import java.util.function.LongSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;

/**
 * One execution of a piece of work: measures how long it waits and runs, and stops when it is
 * cancelled. Only one thread at a time advances it; {@link #cancel} may be called from any thread.
 */
final class PlacedRun<T> {
  private final SteppedWork<T> work;
  private final Bulkhead.Permit permit;
  private final MonoSink<PlacedResult<T>> sink;
  private final LongSupplier nanoTime;
  private final Disposable.Swap scheduled = Disposables.swap();
  private volatile boolean cancelled;
  private long waitingSince;
  private long queuedNanos;
  private long runNanos;

  PlacedRun(
      SteppedWork<T> work,
      Bulkhead.Permit permit,
      MonoSink<PlacedResult<T>> sink,
      LongSupplier nanoTime) {
    this.work = work;
    this.permit = permit;
    this.sink = sink;
    this.nanoTime = nanoTime;
    this.waitingSince = nanoTime.getAsLong();
  }

  /** Sets the scheduled task that a cancellation disposes. */
  void scheduled(Disposable task) {
    scheduled.update(task);
  }

  void cancel() {
    cancelled = true;
    scheduled.dispose();
    permit.release();
  }

  /** Runs steps until the work, the slice or the subscription ends; true if work is left. */
  boolean advance(long sliceNanos) {
    long start = nanoTime.getAsLong();
    queuedNanos += start - waitingSince;
    long now = start;
    try {
      boolean more = !cancelled;
      while (more && now - start < sliceNanos) {
        more = work.step() && !cancelled;
        now = nanoTime.getAsLong();
      }
      pause(start, now);
      if (!more && !cancelled) {
        finish();
      }
      return more;
    } catch (Throwable failure) {
      pause(start, nanoTime.getAsLong());
      permit.release();
      if (!cancelled) {
        sink.error(failure);
      }
      return false;
    }
  }

  private void pause(long start, long now) {
    runNanos += now - start;
    waitingSince = now;
  }

  /** Releases the permit first, because the caller may send its next request at once. */
  private void finish() {
    permit.release();
    sink.success(
        new PlacedResult<>(work.result(), Thread.currentThread().getName(), queuedNanos, runNanos));
  }
}
