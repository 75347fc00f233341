package io.loopscope.loadgen.engine;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/** One request from its planned send to its end: answered, failed, timed out or cancelled. */
final class RequestExchange extends BaseSubscriber<Integer> implements ConnectionSource.Borrower {
  private final RequestSender sender;
  private final long plannedNanos;
  private final RequestSender.Then then;
  private final long begunNanos = System.nanoTime();
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile ConnectionSource.@Nullable Lease lease;
  private volatile long sentNanos;
  private volatile boolean unreachable;

  RequestExchange(RequestSender sender, long plannedNanos, RequestSender.Then then) {
    this.sender = sender;
    this.plannedNanos = plannedNanos;
    this.then = then;
    this.sentNanos = plannedNanos;
  }

  @Override
  public void use(ConnectionSource.Lease acquired, long acquiredNanos) {
    long now = System.nanoTime();
    Duration patience = sender.patience(plannedNanos, now);
    if (settled.get() || !patience.isPositive()) {
      acquired.release();
      expire();
      return;
    }
    lease = acquired;
    sentNanos = now;
    long behind = (begunNanos - plannedNanos) + (now - acquiredNanos);
    sender.stats().sent(plannedNanos, behind, acquiredNanos - begunNanos);
    acquired.call().timeout(patience).subscribe(this);
  }

  /** Ends the request as a timeout. */
  void expire() {
    if (settled.compareAndSet(false, true)) {
      sender.stats().timedOut(plannedNanos, sentNanos, System.nanoTime());
    }
    cancel();
  }

  @Override
  protected void hookOnNext(Integer status) {
    long now = System.nanoTime();
    if (!settled.compareAndSet(false, true)) {
      return;
    }
    if (sender.isExpected(status)) {
      sender.stats().completed(plannedNanos, sentNanos, now);
    } else {
      sender.stats().failed(plannedNanos, "status-" + status);
    }
  }

  @Override
  protected void hookOnError(Throwable failure) {
    if (failure instanceof TimeoutException) {
      expire();
    } else if (settled.compareAndSet(false, true)) {
      unreachable = true;
      sender.stats().failed(plannedNanos, RequestFailure.kind(failure));
    }
  }

  @Override
  protected void hookFinally(SignalType end) {
    settled.set(true);
    ConnectionSource.Lease used = lease;
    if (used != null) {
      used.release();
    }
    sender.ended(this);
    then.ended(unreachable);
  }
}
