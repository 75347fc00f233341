package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the requests of one stream, never more than so many at once. */
final class RequestSender {
  private final ConnectionSource lanes;
  private final StreamStats tally;
  private final long timeoutNanos;
  private final int status;
  private final int limit;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Set<RequestExchange> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  RequestSender(LoadPlan.Stream stream, int limit, ConnectionSource lanes, StreamStats tally) {
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
    RequestExchange exchange = new RequestExchange(this, plannedNanos, then);
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

  StreamStats tally() {
    return tally;
  }

  boolean isExpected(int answered) {
    return answered == status;
  }

  /** How long an answer may still take; negative if it is too late. */
  Duration patience(long plannedNanos, long now) {
    return Duration.ofNanos(plannedNanos + timeoutNanos - now);
  }

  void ended(RequestExchange exchange) {
    underWay.remove(exchange);
    inFlight.decrementAndGet();
  }

  /** Gives up every request that has not ended, as if its time were up, and sends no more. */
  void expire() {
    closed = true;
    underWay.forEach(RequestExchange::expire);
  }

  /** As {@link #expire}, without counting anything. */
  void cancel() {
    closed = true;
    underWay.forEach(RequestExchange::cancel);
  }

  /** What to do after the end of a request, whatever the end was. */
  interface Then {
    void ended(boolean unreachable);
  }
}
