package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.account.JvmStopCounters;
import io.loopscope.eventloop.account.KernelThreadId;
import io.loopscope.eventloop.account.ThreadAccount;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link StopDetector} finds with the real counters of this JVM and this thread. */
class StopsOfThisJvmTests {
  private static final long MS = 1_000_000;

  private final JvmStopCounters counters = JvmStopCounters.ofThisJvm();
  private final ThreadAccount own =
      ThreadAccount.of(Thread.currentThread(), KernelThreadId.current());
  private final StopDetector stops =
      new StopDetector(counters, own, StopsOfThisJvmTests::processCpuNanos);
  private final AtomicBoolean end = new AtomicBoolean();

  @BeforeEach
  void canProveStops() {
    assumeTrue(counters.countsAllSafepoints(), "no performance data here");
    stops.look(System.nanoTime(), System.nanoTime());
  }

  @AfterEach
  void close() {
    end.set(true);
    own.close();
  }

  @Test
  void areNoneWhileItIsLateForALackOfCpu() {
    long before = counters.stoppedNanos();
    long start = System.nanoTime();
    IntStream.range(0, 4 * Runtime.getRuntime().availableProcessors())
        .forEach(hog -> Thread.ofPlatform().daemon().start(this::spin));
    lookFor(1_500 * MS);
    long found = stops.within(start, System.nanoTime());

    assertThat(found).isLessThanOrEqualTo(counters.stoppedNanos() - before);
    assertThat(stops.reason(start, System.nanoTime())).isNotEqualTo(BlockReason.SUSPENDED);
  }

  @Test
  void areFullCollections() {
    Object[] live = null;
    for (int i = 0; i < 2_000_000; i++) {
      live = new Object[] {live};
    }
    long start = System.nanoTime();
    Thread.ofPlatform().daemon().start(System::gc);
    await().pollInSameThread().pollInterval(Duration.ofMillis(1)).until(this::findsOne);

    assertThat(live).isNotNull();
    assertThat(stops.reason(start, System.nanoTime())).isEqualTo(BlockReason.GC);
  }

  private boolean findsOne() {
    lookFor(3 * MS);
    return stops.within(System.nanoTime() - 10_000 * MS, System.nanoTime()) > 0;
  }

  /** As the monitor does. */
  private void lookFor(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      long planned = System.nanoTime() + 3 * MS;
      LockSupport.parkNanos(3 * MS);
      stops.look(planned, System.nanoTime());
    }
  }

  private void spin() {
    while (!end.get()) {
      Thread.onSpinWait();
    }
  }

  private static long processCpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
