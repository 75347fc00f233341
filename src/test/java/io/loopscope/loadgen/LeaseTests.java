package io.loopscope.loadgen;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class LeaseTests {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  @Test
  void endsWhenNobodyAsks() {
    StepVerifier.withVirtualTime(() -> lease().end())
        .expectSubscription()
        .expectNoEvent(Duration.ofSeconds(9))
        .thenAwait(Duration.ofSeconds(1))
        .verifyComplete();
  }

  @Test
  void doesNotEndWhileSomebodyAsks() {
    Lease[] lease = new Lease[1];
    StepVerifier.withVirtualTime(() -> (lease[0] = lease()).end())
        .expectSubscription()
        .expectNoEvent(Duration.ofSeconds(9))
        .then(() -> lease[0].renew())
        .expectNoEvent(Duration.ofSeconds(9))
        .thenAwait(Duration.ofSeconds(1))
        .verifyComplete();
  }

  private static Lease lease() {
    return new Lease(LENGTH, () -> VirtualTimeScheduler.get().now(TimeUnit.NANOSECONDS));
  }
}
