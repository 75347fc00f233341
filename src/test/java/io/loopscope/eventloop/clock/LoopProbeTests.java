package io.loopscope.eventloop.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.monitor.SharedThreads;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopProbeTests {
  private static final long INTERVAL = Duration.ofMillis(20).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final DefaultEventExecutor executor = new DefaultEventExecutor();
  private final MonitoredLoop loop = MonitoredLoop.foreign("other", 0, executor);
  private final LoopProbe probe = new LoopProbe(loop, 0, INTERVAL);
  private long now;

  @AfterEach
  void end() {
    executor.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  @Test
  void leavesAnIdleThreadAloneForASecond() throws Exception {
    settle();
    long turns = loop.clock().turn();
    for (long until = now + SECOND - 3 * INTERVAL; now < until; now += INTERVAL) {
      assertThat(probe.tick(now)).isTrue();
    }
    assertThat(loop.clock().turn()).isEqualTo(turns);
    now += SECOND;
    assertThat(probe.tick(now)).isFalse();
  }

  @Test
  void probesAThreadThatHasUsedCpu() throws Exception {
    settle();
    executor.submit(() -> {}).get();
    now += INTERVAL;
    assertThat(probe.tick(now)).isFalse();
  }

  @Test
  void hasOneProbeUnderWayAtMost() throws Exception {
    settle();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    executor.execute(
        () -> {
          begun.countDown();
          awaitEnd(end);
        });
    begun.await();
    now += SECOND;
    probe.tick(now);
    long turn = loop.clock().turn();
    assertThat(LoopClock.isAwake(turn)).isTrue();
    now += SECOND;
    probe.tick(now);
    assertThat(loop.clock().turn()).isEqualTo(turn);
    assertThat(executor.pendingTasks()).isEqualTo(1);
    end.countDown();
  }

  @Test
  void startsNoThreadOfASchedulerThatIsNotUsed() {
    MonitoredLoops loops = new MonitoredLoops();
    new SharedThreads(loops, () -> 0).watchVirtualThreads();
    MonitoredLoop carriers = loops.monitored().get(0);
    boolean used =
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(it -> it.getClass().getSimpleName().equals("CarrierThread"));
    assertThat(new LoopProbe(carriers, 0, INTERVAL).tick(1)).isEqualTo(!used);
  }

  /** Until the thread waits for tasks and the probe knows it. */
  private void settle() throws Exception {
    do {
      now += INTERVAL;
      probe.tick(now);
      executor.submit(() -> {}).get();
      while (executor.threadProperties().state() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
    } while (!isIdle());
  }

  private boolean isIdle() throws Exception {
    now += INTERVAL;
    probe.tick(now);
    while (LoopClock.isAwake(loop.clock().turn())
        || executor.threadProperties().state() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    now += INTERVAL;
    return probe.tick(now);
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
