package io.loopscope.loadgen.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class RunLeaseTests {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  @Test
  void endsWithoutARequestInTime() {
    StepVerifier.withVirtualTime(() -> lease().end())
        .expectSubscription()
        .expectNoEvent(Duration.ofSeconds(9))
        .thenAwait(Duration.ofSeconds(1))
        .verifyComplete();
  }

  @Test
  void doesNotEndWhileRequestsArrive() {
    RunLease[] lease = new RunLease[1];
    StepVerifier.withVirtualTime(() -> (lease[0] = lease()).end())
        .expectSubscription()
        .expectNoEvent(Duration.ofSeconds(9))
        .then(() -> lease[0].renew())
        .expectNoEvent(Duration.ofSeconds(9))
        .thenAwait(Duration.ofSeconds(1))
        .verifyComplete();
  }

  private static RunLease lease() {
    return new RunLease(LENGTH, () -> VirtualTimeScheduler.get().now(TimeUnit.NANOSECONDS));
  }
}
