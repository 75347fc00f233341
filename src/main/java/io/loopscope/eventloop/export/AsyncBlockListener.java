package io.loopscope.eventloop.export;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Passes blocks on to a listener on a thread of the listener's own, so that one that is slow, hangs
 * or throws does not keep the monitor from looking at loops.
 *
 * <p>Blocks that find {@value #CAPACITY} others waiting are dropped and counted. What still waits
 * on {@link #close} is dropped too. What the listener throws is counted, and logged at counts that
 * double; the next block is passed on all the same.
 */
public final class AsyncBlockListener implements BlockListener, AutoCloseable {
  static final int CAPACITY = 256;
  private static final Log log = LogFactory.getLog(AsyncBlockListener.class);

  private final BlockingQueue<Block> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final BlockListener listener;
  private final Thread thread;
  private volatile boolean closed;
  private long droppedWhenLogged;

  /**
   * @param name of the thread
   */
  public AsyncBlockListener(String name, BlockListener listener) {
    this.listener = listener;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void onBlock(Block block) {
    if (!waiting.offer(block)) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** The name of its thread. */
  String name() {
    return thread.getName();
  }

  /** Blocks that were never passed on to the listener. */
  long dropped() {
    return dropped.get();
  }

  /** How often the listener threw. */
  long failures() {
    return failures.get();
  }

  private void run() {
    while (!closed) {
      try {
        pass(waiting.take());
        logDropped();
      } catch (InterruptedException e) {
        // only close() ends this thread; a listener may have left its interrupt behind
      }
    }
  }

  private void pass(Block block) {
    try {
      listener.onBlock(block);
    } catch (RuntimeException | Error failure) {
      long count = failures.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        log.warn("Failures of " + thread.getName() + " so far: " + count, failure);
      }
    }
  }

  private void logDropped() {
    long count = dropped.get();
    if (count > 2 * droppedWhenLogged) {
      droppedWhenLogged = count;
      log.warn("Blocks that " + thread.getName() + " was too slow for, so far: " + count);
    }
  }
}
