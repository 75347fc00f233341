package io.loopscope.stream;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class TickSourceTests {
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @Test
  void ticksAtOnceAndThenOncePerPeriod() {
    StepVerifier.withVirtualTime(TickSourceTests::virtual)
        .assertNext(tick -> assertThat(tick.plannedAt()).isEqualTo(Instant.EPOCH))
        .expectNoEvent(PERIOD)
        .assertNext(tick -> assertThat(tick.plannedAt()).isEqualTo(Instant.EPOCH.plus(PERIOD)))
        .thenAwait(PERIOD)
        .assertNext(
            tick -> {
              assertThat(tick.n()).isEqualTo(2);
              assertThat(tick.latenessMs()).isZero();
              assertThat(tick.dropped()).isZero();
            })
        .thenCancel()
        .verify();
  }

  @Test
  void dropsAndCountsWhatASlowClientDoesNotTake() {
    StepVerifier.withVirtualTime(TickSourceTests::virtual, 1)
        .assertNext(tick -> assertThat(tick.n()).isZero())
        .thenAwait(Duration.ofHours(1))
        .thenRequest(2)
        .as("the one that was on its way")
        .assertNext(tick -> assertThat(tick.n()).isOne())
        .thenAwait(PERIOD)
        .assertNext(
            tick -> {
              assertThat(tick.n()).isEqualTo(360_001);
              assertThat(tick.dropped()).isEqualTo(359_999);
              assertThat(tick.latenessMs()).isZero();
            })
        .thenCancel()
        .verify();
  }

  @Test
  void leavesNoTimerBehindWhenCancelled() {
    VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    try {
      StepVerifier.create(virtual().take(1)).expectNextCount(1).verifyComplete();
      StepVerifier.create(virtual(), 1).expectNextCount(1).thenCancel().verify();
      long scheduled = time.getScheduledTaskCount();
      time.advanceTimeBy(Duration.ofHours(1));
      assertThat(time.getScheduledTaskCount()).isEqualTo(scheduled);
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void reportsHowLateItsLoopIs() {
    LoopRegistry loops = new MonitoredLoops();
    LoopResources resources = Transport.NIO.resources(loops, "http", 1);
    try {
      WatchedLoop loop = loops.group("http").getFirst();
      Flux<TickSource.Tick> ticks =
          new TickSource(Clock.systemUTC(), System::nanoTime)
              .every(PERIOD, Optional.of(loop))
              .doOnNext(tick -> blockOnce(loop, tick));
      StepVerifier.create(ticks.take(4))
          .assertNext(tick -> assertThat(tick.thread()).startsWith("http-nio-"))
          .assertNext(tick -> assertThat(tick.latenessMs()).isGreaterThan(100))
          .expectNextCount(1)
          .assertNext(tick -> assertThat(tick.dropped()).isGreaterThan(5))
          .expectComplete()
          .verify(Duration.ofSeconds(20));
    } finally {
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
    }
  }

  private static void blockOnce(WatchedLoop loop, TickSource.Tick tick) {
    if (tick.n() == 0) {
      loop.execute(() -> LockSupport.parkNanos(MILLISECONDS.toNanos(300)));
    }
  }

  private static Flux<TickSource.Tick> virtual() {
    return new TickSource(CLOCK, () -> VirtualTimeScheduler.get().now(NANOSECONDS))
        .every(PERIOD, Optional.empty());
  }
}
