package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.MonitorFixture;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.plane.Transport;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoopMonitorTests {
  private static final long MS = 1_000_000;

  @Test
  void reportsABlockWhileItLastsAtAgesThatDouble() {
    try (MonitorFixture monitored = new MonitorFixture(2, Transport.AUTO)) {
      try (HeldLoop held = HeldLoop.of(monitored.loop(1))) {
        await().until(() -> held.loop().awakeNanos() > 450 * MS);
      }
      await().until(() -> !monitored.blocks.isEmpty());

      assertThat(monitored.reports).hasSizeBetween(4, 6);
      assertThat(monitored.reports).extracting(Block::id).containsOnly(1L);
      Block block = monitored.blocks.getFirst();
      assertThat(block.loop()).isEqualTo(1);
      assertThat(block.durationMs()).isGreaterThan(450);
      assertThat(block.cause()).isEqualTo(Cause.WAIT);
      assertThat(block.culprit()).isEqualTo("HeldLoop.await");
    }
  }

  @Test
  void reportsNothingBelowTheThreshold() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO)) {
      monitored.settings.threshold(Duration.ofSeconds(5));
      try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
        await().until(() -> held.loop().awakeNanos() > 100 * MS);
      }
      await().until(() -> monitored.loop(0).awakeNanos() < 50 * MS);

      assertThat(monitored.reports).isEmpty();
    }
  }

  @Test
  void reportsNothingWhileItIsSwitchedOffAndAgainOnceItIsOn() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO)) {
      monitored.settings.enable(false);
      try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
        await().until(() -> held.loop().awakeNanos() > 100 * MS);
      }
      await().until(() -> monitored.loop(0).awakeNanos() < 50 * MS);
      assertThat(monitored.reports).isEmpty();

      monitored.settings.enable(true);
      try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
        await().until(() -> held.loop().awakeNanos() > 100 * MS);
      }
      await().until(() -> !monitored.blocks.isEmpty());
    }
  }

  @Test
  void finishesABlockThatItReportedEvenIfTheThresholdIsRaisedMeanwhile() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO)) {
      try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
        await().until(() -> !monitored.reports.isEmpty());
        monitored.settings.threshold(Duration.ofMinutes(1));
        assertThat(held.loop().awakeNanos()).isPositive();
      }

      await().until(() -> !monitored.blocks.isEmpty());
      assertThat(monitored.verdicts.newestFirst()).noneMatch(Block::ongoing);
    }
  }

  @Test
  void goesOnWhenAListenerThrows() {
    BlockListener throwing =
        block -> {
          throw new IllegalStateException("on purpose");
        };
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO, throwing)) {
      try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
        await().until(() -> held.loop().awakeNanos() > 100 * MS);
      }
      await().until(() -> !monitored.blocks.isEmpty());

      assertThat(monitored.verdicts.failures()).isPositive();
      assertThat(monitored.judge.restarts()).isZero();
    }
  }

  @Test
  void isStartedAgainWhenItDies() {
    AtomicBoolean poisoned = new AtomicBoolean();
    try (MonitorFixture monitored =
        new MonitorFixture(1, Transport.AUTO, () -> timeUnless(poisoned))) {
      poisoned.set(true);
      await().until(() -> monitored.judge.restarts() == 1);

      try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
        await().until(() -> held.loop().awakeNanos() > 100 * MS);
      }
      await().until(() -> !monitored.blocks.isEmpty());
    }
  }

  @Test
  void doesNotBlameALoopThatIsShuttingDown() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO)) {
      HeldLoop held = HeldLoop.of(monitored.loop(0));
      await().until(() -> held.loop().awakeNanos() > 100 * MS);
      Thread ending = Thread.ofPlatform().start(monitored::endLoops);
      await().until(() -> held.loop().isShuttingDown());
      held.close();

      await().until(() -> !ending.isAlive());
      await().until(() -> monitored.loops.all().isEmpty());
      await().until(() -> monitored.verdicts.newestFirst().stream().noneMatch(Block::ongoing));
      assertThat(monitored.blocks).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void probesLoopsThatWereBuiltElsewhere() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO)) {
      MultiThreadIoEventLoopGroup foreign =
          new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
      try {
        monitored.loops.watch("driver", foreign);
        monitored.loops.watch("driver-again", foreign);
        assertThat(monitored.loops.all())
            .extracting(WatchedLoop::name)
            .containsExactly("test-0", "driver-0", "driver-1");

        MonitoredLoop loop = monitored.loop("driver", 1);
        await().until(() -> loop.thread().isPresent());
        loop.execute(() -> parkFor(300));
        await().until(() -> monitored.blocks.stream().anyMatch(one -> one.durationMs() > 200));

        Block block =
            monitored.blocks.stream()
                .filter(one -> one.durationMs() > 200)
                .findFirst()
                .orElseThrow();
        assertThat(block.group()).isEqualTo("driver");
        assertThat(block.cause()).isEqualTo(Cause.WAIT);
        assertThat(block.durationMs()).isBetween(200.0, 600.0);
        assertThat(monitored.readings.busyNanos(loop)).isNaN();
      } finally {
        foreign
            .shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS)
            .syncUninterruptibly();
      }
      await().until(() -> monitored.loops.group("driver").isEmpty());
    }
  }

  @Test
  void watchesManyLoops() {
    try (MonitorFixture monitored = new MonitorFixture(64, Transport.AUTO)) {
      assertThat(monitored.loops.all()).hasSize(64);
      try (HeldLoop held = HeldLoop.of(monitored.loop(63))) {
        await().until(() -> held.loop().awakeNanos() > 100 * MS);
      }
      await().until(() -> !monitored.blocks.isEmpty());
      assertThat(monitored.blocks).extracting(Block::loop).contains(63);
    }
  }

  private static long timeUnless(AtomicBoolean poisoned) {
    if (poisoned.compareAndSet(true, false)) {
      throw new IllegalStateException("on purpose");
    }
    return System.nanoTime();
  }

  private static void parkFor(long millis) {
    long end = System.nanoTime() + millis * MS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
