package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.shop.Shop;
import io.loopscope.HeldLoop;
import io.loopscope.MonitorFixture;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.plane.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On real loops, some of which reach no safepoint. */
class StackSamplerTests {
  private static final long MS = 1_000_000;

  @Test
  void takesTheStackOfALoopInItsTurn() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO);
        HeldLoop held = HeldLoop.of(monitored.loop(0));
        StackSampler sampler = new StackSampler()) {
      StackRequest request = request(monitored.loop(0), 0);
      assertThat(request.result()).isNull();

      assertThat(sampler.take(request)).isTrue();
      await().until(() -> request.result() != null);

      assertThat(request.result().state()).isEqualTo(Thread.State.TIMED_WAITING);
      assertThat(request.result().frames())
          .extracting(StackTraceElement::getClassName)
          .contains(HeldLoop.class.getName());
      assertThat(held.loop().awakeNanos()).isPositive();
    }
  }

  @Test
  void takesNoStackOfAnotherTurn() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO);
        HeldLoop held = HeldLoop.of(monitored.loop(0))) {
      StackRequest request = request(monitored.loop(0), -2);
      request.run();

      assertThat(request.result()).isEqualTo(StackRequest.Result.NOTHING);
      assertThat(held.loop().awakeNanos()).isPositive();
    }
  }

  @Test
  void takesNothingOnceItIsClosed() {
    StackSampler sampler = new StackSampler();
    sampler.close();

    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO);
        HeldLoop held = HeldLoop.of(monitored.loop(0))) {
      StackRequest request = request(monitored.loop(0), 0);
      assertThat(sampler.take(request)).isFalse();
      assertThat(request.result()).isNull();
      assertThat(held.loop().awakeNanos()).isPositive();
    }
  }

  @Test
  void doesNotLetALoopWithoutSafepointsDelayTheOthers() {
    try (MonitorFixture monitored = new MonitorFixture(2, Transport.AUTO)) {
      warmUp(monitored);
      monitored.loop(0).execute(() -> Shop.copyFor(Duration.ofMillis(600)));
      await().until(() -> monitored.loop(0).awakeNanos() > 50 * MS);
      try (HeldLoop held = HeldLoop.of(monitored.loop(1))) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> isReported(monitored, 1));

        assertThat(held.loop().awakeNanos()).isLessThan(200 * MS);
        assertThat(gaugeMs(monitored, 0)).isPositive();
      }
    }
  }

  @Test
  void stillTakesTheStackOfALoopWithoutSafepoints() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO)) {
      warmUp(monitored);
      monitored.loop(0).execute(() -> Shop.copyFor(Duration.ofMillis(400)));
      Block block =
          await()
              .until(
                  () ->
                      monitored.blocks.stream()
                          .filter(one -> "Shop.copyFor".equals(one.culprit()))
                          .filter(one -> one.durationMs() > 350)
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      assertThat(block.diagnosis().time().stoppedMs()).isLessThan(100);
    }
  }

  @Test
  void looksAtTwoLoopsThatBothReachNoSafepoint() {
    try (MonitorFixture monitored = new MonitorFixture(3, Transport.AUTO)) {
      warmUp(monitored);
      monitored.loop(0).execute(() -> Shop.copyFor(Duration.ofMillis(400)));
      monitored.loop(1).execute(() -> Shop.copyFor(Duration.ofMillis(400)));
      await()
          .until(
              () ->
                  monitored.blocks.stream()
                          .filter(one -> "Shop.copyFor".equals(one.culprit()))
                          .map(Block::loop)
                          .distinct()
                          .count()
                      == 2);

      assertThat(monitored.judge.restarts()).isZero();
    }
  }

  private static void warmUp(MonitorFixture monitored) {
    Shop.copyFor(Duration.ofMillis(50));
    try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
      await().until(() -> held.loop().awakeNanos() > 60 * MS);
    }
    await().until(() -> !monitored.blocks.isEmpty());
  }

  private static boolean isReported(MonitorFixture monitored, int loop) {
    return monitored.reports.stream().anyMatch(one -> one.loop() == loop && one.ongoing());
  }

  private static double gaugeMs(MonitorFixture monitored, int loop) {
    return monitored
        .registry
        .get("eventloop.blocked")
        .tags("loop", String.valueOf(loop))
        .timeGauge()
        .value(TimeUnit.MILLISECONDS);
  }

  /** For the stack of the turn that is so many numbers from the present one. */
  private static StackRequest request(MonitoredLoop loop, int distance) {
    return new StackRequest(
        loop, loop.thread().orElseThrow(), loop.clock().turn() + distance, null);
  }
}
