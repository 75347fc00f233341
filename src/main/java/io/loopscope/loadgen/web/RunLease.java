package io.loopscope.loadgen.web;

import java.time.Duration;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/**
 * How long a run goes on although nobody asks about it: whoever started it may be gone, killed
 * without a chance to stop it.
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

  /** Somebody still wants to know. */
  void renew() {
    renewed = nanoTime.getAsLong();
  }

  /** Completes once nobody has asked for the length of the lease. */
  Mono<Void> end() {
    return Mono.defer(() -> Mono.delay(left()))
        .repeat()
        .takeUntil(looked -> left().isZero())
        .then();
  }

  private Duration left() {
    Duration left = length.minusNanos(nanoTime.getAsLong() - renewed);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
