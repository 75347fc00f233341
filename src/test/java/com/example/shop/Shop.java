package com.example.shop;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Stands for an application: what it is told to do, it does in a frame of its own. */
public final class Shop {
  private static final int COPIED_BYTES = 128 << 20;

  private Shop() {}

  /** Does it until the thread is interrupted. */
  public static void keepBusy(Callable<?> work) throws Exception {
    while (!Thread.currentThread().isInterrupted()) {
      work.call();
    }
  }

  /** Does it once. */
  public static Object order(Callable<?> work) throws Exception {
    return work.call();
  }

  /** Does it in a lambda. */
  public static void orderLater(Callable<?> work) throws Exception {
    Callable<Object> later = () -> work.call();
    later.call();
  }

  /** Counts until the thread is interrupted. */
  public static long count() {
    long sum = 0;
    while (!Thread.currentThread().isInterrupted()) {
      sum += sum % 7 + 1;
    }
    return sum;
  }

  /** Sleeps until the thread is interrupted. */
  public static Object rest() throws InterruptedException {
    Thread.sleep(30_000);
    return "";
  }

  /** Copies an array again and again: each copy reaches no safepoint. */
  public static void copyFor(Duration time) {
    byte[] from = new byte[COPIED_BYTES];
    byte[] to = new byte[COPIED_BYTES];
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      System.arraycopy(from, 0, to, 0, COPIED_BYTES);
    }
  }

  /** Behind one lock. */
  public static final class ConnectionPool {
    /** Waits for the pool's monitor. */
    public synchronized Object borrow() {
      return this;
    }
  }

  /** Does something while it is initialised. */
  public static final class Catalogue {
    /** What the initialiser does, to be set before first use. */
    public static final class Loading {
      private static volatile Runnable action = () -> {};

      private Loading() {}

      public static void with(Runnable runnable) {
        action = runnable;
      }
    }

    private static final int SIZE = load();

    private Catalogue() {}

    public static int size() {
      return SIZE;
    }

    private static int load() {
      Loading.action.run();
      return 1;
    }
  }
}
