package io.loopscope.eventloop.clock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.loopscope.HeldLoop;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.plane.Transport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.resources.LoopResources;

class MonitoredLoopTests {
  private final MonitoredLoops loops = new MonitoredLoops();

  @ParameterizedTest
  @EnumSource
  void showsABlockWhileItLasts(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          try (HeldLoop block = HeldLoop.of(loop)) {
            assertThat(block.loop().awakeNanos()).isPositive();
            long before = loop.awakeNanos();
            await().until(() -> loop.awakeNanos() > before + 30_000_000);
          }
          await().until(() -> loop.awakeNanos() < 30_000_000);
        });
  }

  @ParameterizedTest
  @EnumSource
  void countsABlockAsStarvedTime(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          try (HeldLoop block = HeldLoop.of(loop)) {
            await().until(() -> block.loop().awakeNanos() > 60_000_000);
          }
          await().until(() -> loop.clock().starvedNanos(0, System.nanoTime()) > 50_000_000);
          assertThat(loop.clock().busyNanos(System.nanoTime())).isGreaterThan(60_000_000);
        });
  }

  @ParameterizedTest
  @EnumSource
  void doesNotCountAnIdleLoopAsBusy(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          run(loop, () -> {});
          long busyBefore = loop.clock().busyNanos(System.nanoTime());
          long start = System.nanoTime();
          await().pollDelay(Duration.ofMillis(300)).until(() -> true);
          long busy = loop.clock().busyNanos(System.nanoTime()) - busyBefore;
          assertThat(busy).isLessThan((System.nanoTime() - start) / 4);
        });
  }

  @ParameterizedTest
  @EnumSource
  void knowsItsThread(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          String[] seen = new String[2];
          run(
              loop,
              () -> {
                seen[0] = WatchedLoop.current().map(WatchedLoop::name).orElse("none");
                seen[1] = Thread.currentThread().getName();
              });
          assertThat(seen[0]).isEqualTo("test-0");
          assertThat(loop.thread().map(Thread::getName)).contains(seen[1]);
          assertThat(seen[1]).startsWith("test-" + transport.label());
        });
  }

  @ParameterizedTest
  @EnumSource
  void letsTasksInBetweenThatWaitedWhenTheNextTurnWasAsked(Transport transport) {
    onOneLoop(
        transport,
        loop -> {
          StringBuffer order = new StringBuffer();
          CountDownLatch done = new CountDownLatch(1);
          loop.execute(
              () -> {
                loop.executeNextTurn(
                    () -> {
                      order.append("next turn");
                      done.countDown();
                    });
                loop.execute(() -> order.append("queued, "));
              });
          finish(done);
          assertThat(order).hasToString("queued, next turn");
        });
  }

  @ParameterizedTest
  @EnumSource
  void isForgottenOnceItHasEnded(Transport transport) {
    onOneLoop(transport, loop -> assertThat(loops.all()).containsExactly(loop));

    await().until(() -> loops.all().isEmpty());
  }

  private void onOneLoop(Transport transport, Consumer<MonitoredLoop> test) {
    assumeTrue(transport.isAvailable(), () -> "no " + transport + " here");
    LoopResources resources = transport.resources(loops, "test", 1);
    try {
      test.accept(loops.monitored().getFirst());
    } finally {
      resources.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }
  }

  private static void run(WatchedLoop loop, Runnable task) {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(
        () -> {
          task.run();
          done.countDown();
        });
    finish(done);
  }

  private static void finish(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
