package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.WAIT;
import static io.loopscope.eventloop.diagnosis.RealAdvice.assertAdvice;

import com.example.shop.Shop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The advice on stacks of threads that really wait for time or for other threads. */
class AdviceOnWaitsTests {
  @Test
  void onSleeping() {
    assertAdvice(WAIT, Shop::rest, "java.lang.Thread.sleep")
        .startsWith("Thread.sleep stops everything");
  }

  @Test
  void onBlockingForAPublisher() {
    assertAdvice(
            WAIT, () -> Shop.order(() -> Mono.never().block()), "jdk.internal.misc.Unsafe.park")
        .startsWith("block() parks the loop");
  }

  @Test
  void onFutures() {
    assertAdvice(
            WAIT,
            () -> Shop.order(() -> new FutureTask<>(() -> "").get()),
            "java.util.concurrent.FutureTask.get")
        .startsWith("The loop waited for another thread's result");
    assertAdvice(
            WAIT,
            () -> Shop.order(() -> new CompletableFuture<>().join()),
            "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited for another thread's result");
    assertAdvice(WAIT, () -> Shop.order(() -> awaitLatch()), "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited for another thread's result");
  }

  @Test
  void onAQueue() {
    assertAdvice(
            WAIT,
            () -> Shop.order(() -> new LinkedBlockingQueue<>().take()),
            "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited at a blocking queue");
  }

  @Test
  void onASynchronizedPool() {
    Shop.ConnectionPool pool = new Shop.ConnectionPool();

    synchronized (pool) {
      assertAdvice(WAIT, pool::borrow, "com.example.shop.Shop$ConnectionPool.borrow")
          .startsWith("The loop waited at a pool's lock");
    }
  }

  @Test
  void onContendedLocks() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    assertAdvice(
            WAIT,
            () ->
                Shop.order(
                    () -> {
                      lock.lockInterruptibly();
                      return lock;
                    }),
            "jdk.internal.misc.Unsafe.park")
        .startsWith("The loop waited for a lock");
    lock.unlock();

    Object monitor = new Object();
    synchronized (monitor) {
      assertAdvice(
              WAIT,
              () ->
                  Shop.order(
                      () -> {
                        synchronized (monitor) {
                          return monitor;
                        }
                      }),
              "com.example.shop.Shop.order")
          .startsWith("The loop waited for a lock");
    }
  }

  @Test
  void onAClassThatIsBeingInitialised() {
    CountDownLatch end = new CountDownLatch(1);
    Shop.Catalogue.Loading.with(() -> awaitUninterrupted(end));

    assertAdvice(
            WAIT,
            () -> Shop.order(Shop.Catalogue::size),
            "java.util.concurrent.CountDownLatch.await")
        .startsWith("A class was being loaded or initialised");
    end.countDown();
  }

  private static Object awaitLatch() throws InterruptedException {
    new CountDownLatch(1).await();
    return "";
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
