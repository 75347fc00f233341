package io.loopscope.eventloop.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.example.shop.Shop;
import io.loopscope.eventloop.BlockTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of real threads, against what {@code /proc} says by itself. */
class ThreadAccountTests {
  private static final long NANOS = 300_000_000;

  @TempDir private Path folder;

  @BeforeEach
  void onLinux() {
    assumeTrue(LinuxThreadAccount.isSupported(), "no kernel accounts here");
  }

  @Test
  void seeAThreadThatComputes() throws Exception {
    Watched watched = watch(Shop::count);

    watched.agree();
    assertThat(watched.time.cpuMs() + watched.time.contendedMs())
        .isGreaterThan(0.9 * watched.time.totalMs());
  }

  @Test
  void seeAThreadThatSleeps() throws Exception {
    Watched watched = watch(Shop::rest);

    watched.agree();
    assertThat(watched.time.sleepingMs()).isGreaterThan(0.9 * watched.time.totalMs());
  }

  @Test
  void seeAThreadThatWaitsForALock() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    Watched watched =
        watch(
            () -> {
              lock.lockInterruptibly();
              return lock;
            });
    lock.unlock();

    watched.agree();
    assertThat(watched.time.sleepingMs()).isGreaterThan(0.9 * watched.time.totalMs());
  }

  @Test
  void seeAThreadThatReadsAndWritesAFile() throws Exception {
    Path file = folder.resolve("file");
    Watched watched =
        watch(
            () -> {
              Shop.keepBusy(() -> rewrite(file));
              return file;
            });

    watched.agree();
    assertThat(watched.time.waitedMs()).isPositive();
  }

  @Test
  void seeARunnableThreadThatHasToWaitForACpu() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    int hogs = 4 * Runtime.getRuntime().availableProcessors();
    IntStream.range(0, hogs).forEach(hog -> Thread.ofPlatform().start(() -> spinUntil(end)));
    try {
      Watched watched = watch(Shop::count);

      watched.agree();
      assertThat(watched.time.runnableMs()).isGreaterThan(watched.time.waitedMs());
    } finally {
      end.set(true);
    }
  }

  @Test
  void knowTheCpuTimeOfAThreadThatTheKernelIsNotAskedAbout() throws Exception {
    Thread thread = Thread.ofPlatform().start(() -> Shop.count());
    try (ThreadAccount account = ThreadAccount.of(thread, 0)) {
      long before = account.counters(0).cpuNanos();
      LockSupport.parkNanos(NANOS / 3);

      ThreadReading after = account.complete(0);
      assertThat(after.cpuNanos()).isGreaterThan(before);
      assertThat(after.runDelayNanos()).isEqualTo(-1);
      assertThat(after.state()).isEqualTo(ThreadState.UNKNOWN);
    } finally {
      thread.interrupt();
    }
  }

  @Test
  void knowNothingMoreOfAThreadThatHasEnded() throws Exception {
    AtomicLong tid = new AtomicLong();
    Thread thread = Thread.ofPlatform().start(() -> tid.set(KernelThreadId.current()));
    thread.join();

    try (ThreadAccount account = ThreadAccount.of(thread, tid.get())) {
      await().until(() -> account.complete(0).runDelayNanos() == -1);
      assertThat(account.complete(0).cpuNanos()).isEqualTo(-1);
    }
  }

  /** Reads the account as the monitor does, every three milliseconds. */
  private static Watched watch(Callable<?> work) throws Exception {
    AtomicLong tid = new AtomicLong();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  tid.set(KernelThreadId.current());
                  begun.countDown();
                  untilInterrupted(work);
                });
    begun.await();
    try (ThreadAccount account = ThreadAccount.of(thread, tid.get())) {
      LockSupport.parkNanos(NANOS / 10);
      Schedstat before = Schedstat.of(tid.get());
      long start = System.nanoTime();
      TurnAccount turn = new TurnAccount(start, account.complete(start));
      long now = start;
      while (now - start < NANOS) {
        LockSupport.parkNanos(3_000_000);
        now = System.nanoTime();
        turn.add(account.complete(now));
      }
      Schedstat after = Schedstat.of(tid.get());
      BlockTime time = turn.time(now - start, 0, HostLosses.NONE, Double.NaN, false);
      return new Watched(time, (now - start) / 1e6, before, after);
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  private static void untilInterrupted(Callable<?> work) {
    try {
      work.call();
    } catch (Exception interrupted) {
      // it was only to be looked at
    }
  }

  private static Object rewrite(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocateDirect(1 << 20));
      channel.force(true);
    }
    return Files.readAllBytes(file);
  }

  private static void spinUntil(AtomicBoolean end) {
    while (!end.get()) {
      Thread.onSpinWait();
    }
  }

  /** What the kernel booked, read without the code under test, in milliseconds. */
  private record Schedstat(double cpuMs, double runDelayMs) {
    static Schedstat of(long tid) throws IOException {
      String[] fields =
          Files.readString(Path.of("/proc/self/task/" + tid + "/schedstat")).split("[ \n]");
      return new Schedstat(Long.parseLong(fields[0]) / 1e6, Long.parseLong(fields[1]) / 1e6);
    }
  }

  private record Watched(BlockTime time, double ms, Schedstat before, Schedstat after) {
    /** To within a tenth or ten milliseconds; what waits for a CPU at the end is not booked yet. */
    void agree() {
      double cpu = after.cpuMs - before.cpuMs;
      double delay = Math.min(after.runDelayMs - before.runDelayMs, ms - cpu);
      assertThat(time.totalMs()).isCloseTo(ms, within(0.01));
      assertThat(time.cpuMs()).as("%s", this).isCloseTo(cpu, tolerance(cpu));
      assertThat(time.runnableMs() + time.waitedMs())
          .as("%s", this)
          .isCloseTo(ms - cpu, tolerance(ms - cpu));
      assertThat(time.runnableMs()).as("%s", this).isGreaterThan(delay - Math.max(10, delay / 10));
    }

    private static Offset<Double> tolerance(double part) {
      return within(Math.max(10, part / 10));
    }
  }
}
