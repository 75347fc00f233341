package io.loopscope.loadgen.engine;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/**
 * One request, from its plan to its end: answered, failed, given up or cancelled, whichever comes
 * first.
 */
final class RequestExchange extends BaseSubscriber<Integer> implements ConnectionSource.User {
  private final RequestSender requests;
  private final long plannedNanos;
  private final RequestSender.Then then;
  private final long begunNanos = System.nanoTime();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile @Nullable ConnectionLease lane;
  private volatile long sentNanos;
  private volatile boolean unreachable;

  RequestExchange(RequestSender requests, long plannedNanos, RequestSender.Then then) {
    this.requests = requests;
    this.plannedNanos = plannedNanos;
    this.then = then;
    this.sentNanos = plannedNanos;
  }

  @Override
  public void use(ConnectionLease taken, long takenNanos) {
    long now = System.nanoTime();
    Duration patience = requests.patience(plannedNanos, now);
    if (told.get() || !patience.isPositive()) {
      taken.give();
      expire();
      return;
    }
    lane = taken;
    sentNanos = now;
    long behind = (begunNanos - plannedNanos) + (now - takenNanos);
    requests.tally().sent(plannedNanos, behind, takenNanos - begunNanos);
    taken.call().timeout(patience).subscribe(this);
  }

  /** Gives up, counted as a timeout. */
  void expire() {
    if (told.compareAndSet(false, true)) {
      requests.tally().timedOut(plannedNanos, sentNanos, System.nanoTime());
    }
    cancel();
  }

  @Override
  protected void hookOnNext(Integer status) {
    long now = System.nanoTime();
    if (!told.compareAndSet(false, true)) {
      return;
    }
    if (requests.isExpected(status)) {
      requests.tally().completed(plannedNanos, sentNanos, now);
    } else {
      requests.tally().failed(plannedNanos, "status-" + status);
    }
  }

  @Override
  protected void hookOnError(Throwable failure) {
    if (failure instanceof TimeoutException) {
      expire();
    } else if (told.compareAndSet(false, true)) {
      unreachable = true;
      requests.tally().failed(plannedNanos, RequestFailure.kind(failure));
    }
  }

  @Override
  protected void hookFinally(SignalType end) {
    told.set(true);
    ConnectionLease used = lane;
    if (used != null) {
      used.give();
    }
    requests.ended(this);
    then.ended(unreachable);
  }
}
