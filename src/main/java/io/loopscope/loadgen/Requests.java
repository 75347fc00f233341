package io.loopscope.loadgen;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the requests of one stream, never more than so many at once. */
final class Requests {
  private final Lanes lanes;
  private final Tally tally;
  private final long timeoutNanos;
  private final int status;
  private final int limit;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Requests(Load.Stream stream, int limit, Lanes lanes, Tally tally) {
    this.lanes = lanes;
    this.tally = tally;
    this.timeoutNanos = stream.timeout().toNanos();
    this.status = stream.status();
    this.limit = limit;
  }

  /** Sends a request, or drops it if too many are in flight. Returns at once. */
  void send(long plannedNanos) {
    send(plannedNanos, unreachable -> {});
  }

  /** As {@link #send(long)}, and tells when a request that was not dropped has ended. */
  void send(long plannedNanos, Then then) {
    if (closed) {
      return;
    }
    tally.planned(plannedNanos);
    if (inFlight.incrementAndGet() > limit) {
      inFlight.decrementAndGet();
      tally.dropped(plannedNanos);
      return;
    }
    Exchange exchange = new Exchange(this, plannedNanos, then);
    underWay.add(exchange);
    if (closed) {
      exchange.cancel();
    } else {
      lanes.take(exchange);
    }
  }

  int inFlight() {
    return inFlight.get();
  }

  Tally tally() {
    return tally;
  }

  boolean isExpected(int answered) {
    return answered == status;
  }

  /** How long an answer may still take; negative if it is too late. */
  Duration patience(long plannedNanos, long now) {
    return Duration.ofNanos(plannedNanos + timeoutNanos - now);
  }

  void ended(Exchange exchange) {
    underWay.remove(exchange);
    inFlight.decrementAndGet();
  }

  /** Gives up every request that has not ended, as if its time were up, and sends no more. */
  void expire() {
    closed = true;
    underWay.forEach(Exchange::expire);
  }

  /** As {@link #expire}, without counting anything. */
  void cancel() {
    closed = true;
    underWay.forEach(Exchange::cancel);
  }

  /** What to do after the end of a request, whatever the end was. */
  interface Then {
    void ended(boolean unreachable);
  }
}
