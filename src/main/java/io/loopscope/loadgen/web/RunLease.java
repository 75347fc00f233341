package io.loopscope.loadgen.web;

import java.time.Duration;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/**
 * The time for which a run continues without requests about it: the process that started it may
 * have been killed.
 */
final class RunLease {
  private final Duration length;
  private final LongSupplier nanoTime;
  private volatile long renewed;

  RunLease(Duration length, LongSupplier nanoTime) {
    this.length = length;
    this.nanoTime = nanoTime;
    this.renewed = nanoTime.getAsLong();
  }

  /** Starts the lease again. */
  void renew() {
    renewed = nanoTime.getAsLong();
  }

  /** Completes once the lease was not renewed for its length. */
  Mono<Void> end() {
    return Mono.defer(() -> Mono.delay(left()))
        .repeat()
        .takeUntil(polled -> left().isZero())
        .then();
  }

  private Duration left() {
    Duration left = length.minusNanos(nanoTime.getAsLong() - renewed);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
