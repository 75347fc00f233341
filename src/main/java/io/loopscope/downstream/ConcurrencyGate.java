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
 * Lets so many calls work at once and keeps the others in line, first come, first served.
 *
 * <p>A call that leaves lets the next one in on its own thread, so calls must not compute.
 */
final class ConcurrencyGate {
  private final LongSupplier nanoTime;
  private final LongConsumer waitedNanos;
  private final Set<Place> line = new LinkedHashSet<>();
  private DownstreamCapacity capacity;
  private int active;
  private int peak;

  ConcurrencyGate(DownstreamCapacity capacity, LongSupplier nanoTime, LongConsumer waitedNanos) {
    this.capacity = capacity;
    this.nanoTime = nanoTime;
    this.waitedNanos = waitedNanos;
  }

  /**
   * The call, started once there is room for it, which it takes until it ends or is cancelled.
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

  /** Changes the capacity from now on; calls at work go on, even if they are too many. */
  void resize(DownstreamCapacity newCapacity) {
    synchronized (this) {
      capacity = newCapacity;
      peak = active;
    }
    admitFromLine();
  }

  synchronized DownstreamCapacity capacity() {
    return capacity;
  }

  synchronized int active() {
    return active;
  }

  synchronized int queued() {
    return line.size();
  }

  /** The most calls at work at once since the last {@link #resize}. */
  synchronized int peak() {
    return peak;
  }

  private void enter(Place place, MonoSink<Void> sink) {
    place.sink = sink;
    if (queue(place)) {
      admitFromLine();
    } else {
      sink.error(new DownstreamFull(active(), queued()));
    }
  }

  private synchronized boolean queue(Place place) {
    boolean taken = hasRoom() || line.size() < capacity.queue();
    if (taken && !place.gone) {
      line.add(place);
    }
    return taken;
  }

  private void leave(Place place) {
    synchronized (this) {
      place.gone = true;
      if (!line.remove(place) && place.admitted) {
        place.admitted = false;
        active--;
      }
    }
    admitFromLine();
  }

  private void admitFromLine() {
    List<Place> admitted = new ArrayList<>(1);
    synchronized (this) {
      for (Iterator<Place> next = line.iterator(); next.hasNext() && hasRoom(); ) {
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

  private boolean hasRoom() {
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
    private boolean gone;
  }
}
