package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.MonitorFixture;
import io.loopscope.PingTraffic;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.plane.Transport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoopMonitorInBadCasesTests {
  private static final long MS = 1_000_000;
  private static final long HOUR = Duration.ofHours(1).toNanos();

  @Test
  void goesOnAfterItsClockJumpedAhead() {
    AtomicLong ahead = new AtomicLong();
    try (MonitorFixture monitored =
        new MonitorFixture(2, Transport.AUTO, () -> System.nanoTime() + ahead.get())) {
      ahead.set(HOUR);
      blockAndFind(monitored);
    }
  }

  @Test
  void goesOnAfterItsClockJumpedAheadAndBack() {
    AtomicLong ahead = new AtomicLong();
    try (MonitorFixture monitored =
        new MonitorFixture(2, Transport.AUTO, () -> System.nanoTime() + ahead.get())) {
      for (int i = 0; i < 20; i++) {
        ahead.set(i % 2 == 0 ? HOUR : 0);
        LockSupport.parkNanos(7 * MS);
      }
      ahead.set(0);
      blockAndFind(monitored);
    }
  }

  @Test
  void reportsNothingOfALoopThatNeverStarted() {
    try (MonitorFixture monitored = new MonitorFixture(2, Transport.AUTO)) {
      try (HeldLoop held = HeldLoop.of(monitored.loop(1))) {
        await().until(() -> held.loop().awakeNanos() > 100 * MS);
      }
      await().until(() -> !monitored.blocks.isEmpty());

      MonitoredLoop never = monitored.loop(0);
      assertThat(never.thread()).isEmpty();
      assertThat(never.awakeNanos()).isZero();
      assertThat(monitored.readings.cpuNanos(never)).isNaN();
      assertThat(monitored.readings.starvedNanos(never, 0)).isZero();
      assertThat(monitored.reports).extracting(Block::loop).containsOnly(1);
    }
  }

  @Test
  void isSwitchedOffAndOnUnderLoad() {
    try (MonitorFixture monitored = new MonitorFixture(4, Transport.AUTO);
        PingTraffic traffic = new PingTraffic(monitored.resources(), 200)) {
      for (int i = 0; i < 40; i++) {
        monitored.settings.enable(i % 2 == 1);
        monitored.loop(i % 4).execute(() -> LockSupport.parkNanos(40 * MS));
        LockSupport.parkNanos(15 * MS);
      }
      monitored.settings.enable(true);
      blockAndFind(monitored);

      assertThat(traffic.answered()).isPositive();
      assertThat(monitored.verdicts.failures()).isZero();
      assertThat(monitored.blocks).extracting(Block::id).doesNotHaveDuplicates();
      await().until(() -> monitored.verdicts.newestFirst().stream().noneMatch(Block::ongoing));
    }
  }

  @Test
  void reportsTheEndOfABlockEvenIfItIsSwitchedOffMeanwhile() {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO)) {
      try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
        await().until(() -> !monitored.reports.isEmpty());
        monitored.settings.enable(false);
        await().until(() -> held.loop().awakeNanos() > 60 * MS);
      }
      await().until(() -> monitored.verdicts.newestFirst().stream().noneMatch(Block::ongoing));
      assertThat(monitored.blocks).hasSize(1);
    }
  }

  @Test
  void distinguishesManyLoopsThatAreBlockedTogether() {
    try (MonitorFixture monitored = new MonitorFixture(64, Transport.AUTO)) {
      for (int i = 0; i < 64; i++) {
        monitored.loop(i).execute(() -> LockSupport.parkNanos(200 * MS));
      }
      await().until(() -> monitored.blocks.size() >= 64);

      assertThat(monitored.blocks).extracting(Block::loop).doesNotHaveDuplicates().hasSize(64);
      assertThat(monitored.judge.restarts()).isZero();
    }
  }

  /** The results for the first eight readings, each with a monitor of its own, at the same time. */
  private static void parkFor(long millis) {
    long end = System.nanoTime() + millis * MS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static void blockAndFind(MonitorFixture monitored) {
    int before = monitored.blocks.size();
    try (HeldLoop held = HeldLoop.of(monitored.loop(1))) {
      await().until(() -> held.loop().awakeNanos() > 150 * MS);
    }
    await()
        .until(
            () ->
                monitored.blocks.stream()
                    .skip(before)
                    .anyMatch(
                        block ->
                            block.loop() == 1
                                && block.durationMs() > 150
                                && block.durationMs() < 30_000));
    assertThat(monitored.judge.restarts()).isZero();
  }
}
