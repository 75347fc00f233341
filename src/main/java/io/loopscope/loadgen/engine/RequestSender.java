package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the requests of one stream, with a bound of those in flight. */
final class RequestSender {
  private final ConnectionSource connections;
  private final StreamStats stats;
  private final long timeoutNanos;
  private final int status;
  private final int limit;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Set<RequestExchange> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  RequestSender(
      LoadPlan.Stream stream, int limit, ConnectionSource connections, StreamStats stats) {
    this.connections = connections;
    this.stats = stats;
    this.timeoutNanos = stream.timeout().toNanos();
    this.status = stream.status();
    this.limit = limit;
  }

  /** Sends a request, or drops it if too many are in flight. Returns at once. */
  void send(long plannedNanos) {
    send(plannedNanos, unreachable -> {});
  }

  /**
   * As {@link #send(long)}; {@code then} is called when a request that was not dropped has ended.
   */
  void send(long plannedNanos, Then then) {
    if (closed) {
      return;
    }
    stats.planned(plannedNanos);
    if (inFlight.incrementAndGet() > limit) {
      inFlight.decrementAndGet();
      stats.dropped(plannedNanos);
      return;
    }
    RequestExchange exchange = new RequestExchange(this, plannedNanos, then);
    open.add(exchange);
    if (closed) {
      exchange.cancel();
    } else {
      connections.acquire(exchange);
    }
  }

  int inFlight() {
    return inFlight.get();
  }

  StreamStats stats() {
    return stats;
  }

  boolean isExpected(int answered) {
    return answered == status;
  }

  /** The time that is left for an answer; negative if it is over. */
  Duration patience(long plannedNanos, long now) {
    return Duration.ofNanos(plannedNanos + timeoutNanos - now);
  }

  void ended(RequestExchange exchange) {
    open.remove(exchange);
    inFlight.decrementAndGet();
  }

  /** Ends every open request as a timeout, and sends no more. */
  void expire() {
    closed = true;
    open.forEach(RequestExchange::expire);
  }

  /** Ends every open request without counting it, and sends no more. */
  void cancel() {
    closed = true;
    open.forEach(RequestExchange::cancel);
  }

  /** The action after the end of a request. */
  interface Then {
    void ended(boolean unreachable);
  }
}
