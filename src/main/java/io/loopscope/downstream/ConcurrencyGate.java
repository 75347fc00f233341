package io.loopscope.downstream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Limits the calls in progress at once and queues the others, first in, first out.
 *
 * <p>A call that ends starts the next one on its own thread, so calls must not compute.
 */
final class ConcurrencyGate {
  private final LongSupplier nanoTime;
  private final LongConsumer waitedNanos;
  private final Set<Place> queue = new LinkedHashSet<>();
  private DownstreamCapacity capacity;
  private int active;
  private int peak;

  ConcurrencyGate(DownstreamCapacity capacity, LongSupplier nanoTime, LongConsumer waitedNanos) {
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    this.waitedNanos = waitedNanos;
  }

  /**
   * The call, started when there is capacity for it, which it holds until it ends or is cancelled.
   *
   * @return what the call emits; or the failure {@link DownstreamFull}
   */
  <T> Flux<T> admit(Flux<T> call) {
    return Flux.defer(
        () -> {
          Place place = new Place();
          return Mono.<Void>create(sink -> enter(place, sink))
              .thenMany(call)
              .doOnTerminate(() -> leave(place))
              .doOnCancel(() -> leave(place));
        });
  }

  /** Changes the capacity; calls in progress continue, even if they exceed it. */
  void resize(DownstreamCapacity newCapacity) {
    synchronized (this) {
      capacity = newCapacity;
      peak = active;
    }
    startQueued();
  }

  synchronized DownstreamCapacity capacity() {
    return capacity;
  }

  synchronized int active() {
    return active;
  }

  synchronized int queued() {
    return queue.size();
  }

  /** The most calls in progress at once since the last {@link #resize}. */
  synchronized int peak() {
    return peak;
  }

  private void enter(Place place, MonoSink<Void> sink) {
    place.sink = sink;
    if (enqueue(place)) {
      startQueued();
    } else {
      sink.error(new DownstreamFull(active(), queued()));
    }
  }

  private synchronized boolean enqueue(Place place) {
    boolean accepted = hasCapacity() || queue.size() < capacity.queue();
    if (accepted && !place.ended) {
      queue.add(place);
    }
    return accepted;
  }

  private void leave(Place place) {
    synchronized (this) {
      place.ended = true;
      if (!queue.remove(place) && place.admitted) {
        place.admitted = false;
        active--;
      }
    }
    startQueued();
  }

  private void startQueued() {
    List<Place> admitted = new ArrayList<>(1);
    synchronized (this) {
      for (Iterator<Place> next = queue.iterator(); next.hasNext() && hasCapacity(); ) {
        Place place = next.next();
        next.remove();
        place.admitted = true;
        active++;
        admitted.add(place);
      }
      peak = Math.max(peak, active);
    }
    admitted.forEach(this::proceed);
  }

  private boolean hasCapacity() {
    return capacity.concurrency() == 0 || active < capacity.concurrency();
  }

  private void proceed(Place place) {
    waitedNanos.accept(nanoTime.getAsLong() - place.since);
    if (place.sink != null) {
      place.sink.success();
    }
  }

  private final class Place {
    private final long since = nanoTime.getAsLong();
    private @Nullable MonoSink<Void> sink;
    private boolean admitted;
    private boolean ended;
  }
}
