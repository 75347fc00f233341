package io.loopscope.placement;

import java.util.function.LongSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;

/**
 * One piece of work on its way through a placement: knows how long it waited, how long it ran, and
 * whether anybody still wants the result. Only one thread at a time advances it; {@link #cancel}
 * may come from any.
 */
final class PlacedRun<T> {
  private final SteppedWork<T> work;
  private final Bulkhead.Place place;
  private final MonoSink<PlacedResult<T>> sink;
  private final LongSupplier nanoTime;
  private final Disposable.Swap scheduled = Disposables.swap();
  private volatile boolean cancelled;
  private long waitingSince;
  private long queuedNanos;
  private long runNanos;

  PlacedRun(
      SteppedWork<T> work,
      Bulkhead.Place place,
      MonoSink<PlacedResult<T>> sink,
      LongSupplier nanoTime) {
    this.work = work;
    this.place = place;
    this.sink = sink;
    this.nanoTime = nanoTime;
    this.waitingSince = nanoTime.getAsLong();
  }

  /** Remembers what to dispose when nobody wants the result any more. */
  void scheduled(Disposable task) {
    scheduled.update(task);
  }

  void cancel() {
    cancelled = true;
    scheduled.dispose();
    place.leave();
  }

  /** Works until the end, a cancel, or the end of the slice; true if work is left. */
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
      place.leave();
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

  /** Leaves first: who reads the answer may come back at once. */
  private void finish() {
    place.leave();
    sink.success(
        new PlacedResult<>(work.result(), Thread.currentThread().getName(), queuedNanos, runNanos));
  }
}
