package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.MonitorFixture;
import io.loopscope.PingTraffic;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.plane.Transport;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
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
  void doesNotTakeItsOwnStopForOneOfTheJvmWhileOthersRun() {
    try (BusyThread others = BusyThread.start()) {
      assertThat(atEachReading(LoopMonitorInBadCasesTests::causeIfStoppedAt))
          .as("while %s ran", others)
          .containsOnly(Cause.WAIT);
    }
  }

  @Test
  void doesNotCountItsOwnStopAsLagOfALoopThatHadNothingToDoWhileOthersRun() {
    try (BusyThread others = BusyThread.start()) {
      assertThat(atEachReading(LoopMonitorInBadCasesTests::lagMsIfStoppedAt))
          .as("while %s ran", others)
          .allMatch(ms -> ms < 150);
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
  private static <T> List<T> atEachReading(IntFunction<T> trial) {
    try (ExecutorService trials = Executors.newCachedThreadPool()) {
      List<Future<T>> results =
          IntStream.rangeClosed(1, 8)
              .mapToObj(reading -> trials.submit(() -> trial.apply(reading)))
              .toList();
      return results.stream().map(LoopMonitorInBadCasesTests::result).toList();
    }
  }

  private static <T> T result(Future<T> trial) {
    try {
      return trial.get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Stops the judge at a reading of its clock, and blocks a loop for 100 ms meanwhile. */
  private static Cause causeIfStoppedAt(int reading) {
    Stopping stopping = new Stopping();
    try (MonitorFixture monitored = new MonitorFixture(2, Transport.AUTO, stopping)) {
      monitored.loop(0).execute(() -> {});
      await().until(() -> monitored.loop(0).thread().isPresent());
      stopping.at(reading);
      monitored.loop(0).execute(() -> parkFor(100));
      await().until(() -> !monitored.blocks.isEmpty());
      return monitored.blocks.getFirst().cause();
    }
  }

  /** Stops the judge at a reading of its clock while no loop has anything to do. */
  private static double lagMsIfStoppedAt(int reading) {
    Stopping stopping = new Stopping();
    try (MonitorFixture monitored = new MonitorFixture(2, Transport.AUTO, stopping)) {
      monitored.loop(0).execute(() -> {});
      await().until(() -> monitored.loop(0).thread().isPresent());
      await().until(() -> monitored.registry.find("eventloop.lag").timer() != null);
      Timer lag = monitored.registry.get("eventloop.lag").timer();
      stopping.at(reading);
      long before = lag.count();
      await().until(() -> lag.count() > before + 2 * 250 / 10);
      assertThat(monitored.reports).isEmpty();
      return lag.max(TimeUnit.MILLISECONDS);
    }
  }

  /** A clock that holds its reader for 250 ms, once. */
  private static final class Stopping implements LongSupplier {
    private final AtomicInteger left = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Stops the next but {@code reading} reader, and returns when it has. */
    void at(int reading) {
      left.set(reading);
      await().pollInterval(Duration.ofMillis(5)).until(() -> stopped.getCount() == 0);
    }

    @Override
    public long getAsLong() {
      if (left.get() > 0 && left.decrementAndGet() == 0) {
        stopped.countDown();
        parkFor(250);
      }
      return System.nanoTime();
    }
  }

  /** Uses a CPU, so that the process is not suspended. */
  private record BusyThread(Thread thread) implements AutoCloseable {
    static BusyThread start() {
      return new BusyThread(Thread.ofPlatform().daemon().name("busy").start(BusyThread::run));
    }

    @Override
    public void close() {
      thread.interrupt();
    }

    private static void run() {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }
  }

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
