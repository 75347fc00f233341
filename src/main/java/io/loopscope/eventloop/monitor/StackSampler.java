package io.loopscope.eventloop.monitor;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that take stacks for the monitor. There is none while no loop is blocked, and more than
 * one only while one of them hangs.
 */
final class StackSampler implements AutoCloseable {
  private static final int MOST_THREADS = 4;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "eventloop-stacks");
            thread.setDaemon(true);
            return thread;
          });

  /** Has the stack taken; false if all threads hang or the sampler is closed. */
  boolean take(StackRequest request) {
    try {
      threads.execute(request);
      return true;
    } catch (RejectedExecutionException allHang) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
