package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.MonitorFixture;
import io.loopscope.eventloop.Cause;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A monitor that is stopped itself while the rest of the process runs. What runs beside it must
 * really run, so the test has the machine to itself.
 */
@Tag("undisturbed")
class StoppedMonitorIT {
  private static final long MS = 1_000_000;

  @Test
  void doesNotTakeItsOwnStopForOneOfTheJvmWhileOthersRun() {
    try (BusyThread others = BusyThread.start()) {
      assertThat(atEachReading(StoppedMonitorIT::causeIfStoppedAt))
          .as("while %s ran", others)
          .containsOnly(Cause.WAIT);
    }
  }

  @Test
  void doesNotCountItsOwnStopAsLagOfALoopThatHadNothingToDoWhileOthersRun() {
    try (BusyThread others = BusyThread.start()) {
      assertThat(atEachReading(StoppedMonitorIT::lagMsIfStoppedAt))
          .as("while %s ran", others)
          .allMatch(ms -> ms < 150);
    }
  }

  private static <T> List<T> atEachReading(IntFunction<T> trial) {
    try (ExecutorService trials = Executors.newCachedThreadPool()) {
      List<Future<T>> results =
          IntStream.rangeClosed(1, 8)
              .mapToObj(reading -> trials.submit(() -> trial.apply(reading)))
              .toList();
      return results.stream().map(StoppedMonitorIT::result).toList();
    }
  }

  private static <T> T result(Future<T> trial) {
    try {
      return trial.get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Stops the monitor at a reading of its clock, and blocks a loop for 100 ms meanwhile. */
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

  /** Stops the monitor at a reading of its clock while no loop has anything to do. */
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
}
