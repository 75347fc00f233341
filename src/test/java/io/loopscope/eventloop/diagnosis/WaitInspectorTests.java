package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.shop.Shop;
import io.loopscope.eventloop.LockHolder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** On real threads that really wait for one another. */
class WaitInspectorTests {
  private final WaitInspector inspector = new WaitInspector(ApplicationCode.byName());

  @Test
  void namesTheOwnerOfAMonitorAndWhatItDoes() {
    Object monitor = new Object();
    Thread owner = start("owner", () -> holdWhileResting(monitor));
    await().until(() -> owner.getState() == Thread.State.TIMED_WAITING);
    Thread waiting = start("waiting", () -> enter(monitor));
    await().until(() -> waiting.getState() == Thread.State.BLOCKED);

    WaitInsight insight = inspect(waiting);

    assertThat(insight.holder()).isEqualTo(new LockHolder("owner", "Shop.rest", "sleeps"));
    assertThat(insight.isDeadlock()).isFalse();
    owner.interrupt();
  }

  @Test
  void namesTheOwnerOfAReentrantLock() {
    ReentrantLock lock = new ReentrantLock();
    Thread owner = start("owner", () -> holdWhileCounting(lock));
    await().until(lock::isLocked);
    Thread waiting = start("waiting", lock::lock);
    await().until(() -> waiting.getState() == Thread.State.WAITING);

    assertThat(inspect(waiting).holder()).isEqualTo(new LockHolder("owner", "Shop.count", "runs"));
    owner.interrupt();
  }

  @Test
  void findsADeadlockOfTwoThreads() {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    Thread first = start("first", () -> lockBoth(one, other, both));
    Thread second = start("second", () -> lockBoth(other, one, both));
    await().until(() -> one.hasQueuedThread(second) && other.hasQueuedThread(first));

    WaitInsight insight = inspect(first);
    assertThat(insight.isDeadlock()).isTrue();
    assertThat(insight.holder()).isEqualTo(new LockHolder("second", null, "waits"));

    first.interrupt();
    second.interrupt();
  }

  @Test
  void namesTheThreadThatInitialisesTheClass() {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread initialiser = start("initialiser", () -> Slow.use(begun, end));
    awaitUninterrupted(begun);
    Thread waiting = start("waiting", () -> Slow.use(begun, end));
    await().until(() -> inspect(waiting).isClassInit());

    WaitInsight insight = inspect(waiting);
    assertThat(insight.holder()).isNotNull();
    assertThat(insight.holder().thread()).isEqualTo("initialiser");
    assertThat(insight.isDeadlock()).isFalse();

    end.countDown();
    await().until(() -> !initialiser.isAlive());
  }

  @Test
  void findsNothingOfAThreadThatWaitsForNoLock() {
    Thread sleeping = start("sleeping", () -> resting());
    await().until(() -> sleeping.getState() == Thread.State.TIMED_WAITING);
    Thread parked = start("parked", LockSupport::park);
    await().until(() -> parked.getState() == Thread.State.WAITING);

    assertThat(inspect(sleeping)).isEqualTo(WaitInsight.NONE);
    assertThat(inspect(parked)).isEqualTo(WaitInsight.NONE);
    sleeping.interrupt();
    parked.interrupt();
  }

  @Test
  void findsNothingOfAThreadThatHasEnded() throws InterruptedException {
    Thread ended = start("ended", () -> {});
    ended.join();

    assertThat(inspect(ended)).isEqualTo(WaitInsight.NONE);
    assertThat(inspector.inspect(ended, Thread.State.BLOCKED, new StackTraceElement[0]))
        .isEqualTo(WaitInsight.NONE);
  }

  private WaitInsight inspect(Thread thread) {
    return inspector.inspect(thread, thread.getState(), thread.getStackTrace());
  }

  private static Thread start(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  private static void holdWhileResting(Object monitor) {
    synchronized (monitor) {
      resting();
    }
  }

  private static void resting() {
    try {
      Shop.rest();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static void holdWhileCounting(ReentrantLock lock) {
    lock.lock();
    Shop.count();
    lock.unlock();
  }

  private static void enter(Object monitor) {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  private static void lockBoth(ReentrantLock first, ReentrantLock second, CountDownLatch both) {
    try {
      first.lockInterruptibly();
      both.countDown();
      both.await();
      second.lockInterruptibly();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its class is initialised until the latch of the first user opens. */
  private static final class Slow {
    private static volatile CountDownLatch begun = new CountDownLatch(0);
    private static volatile CountDownLatch end = new CountDownLatch(0);

    static void use(CountDownLatch begins, CountDownLatch ends) {
      begun = begins;
      end = ends;
      Holder.touch();
    }

    private static final class Holder {
      static {
        begun.countDown();
        awaitUninterrupted(end);
      }

      static void touch() {
        LockSupport.unpark(null);
      }
    }
  }
}
