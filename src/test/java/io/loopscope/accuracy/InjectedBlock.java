package io.loopscope.accuracy;

import io.loopscope.eventloop.WatchedLoop;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Blocks loops on purpose, each way in a method of its own name, which is the culprit to be found.
 * One block at a time.
 */
public final class InjectedBlock implements Closeable {
  private static final long TASK_NANOS = 500_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ServerSocket slowServer;
  private final Socket toSlowServer;
  private final LongConsumer stopper;
  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore taken = new Semaphore(0);
  private final Semaphore arrived = new Semaphore(0);
  private long gapNanos;

  /**
   * @param stopper is called on the loop for {@link Injection#STOP} and {@link Injection#GC}, to
   *     have the JVM stopped for so long
   */
  public InjectedBlock(LongConsumer stopper) throws IOException {
    this.stopper = stopper;
    this.slowServer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("slow-server").start(this::serve);
    this.toSlowServer = new Socket(slowServer.getInetAddress(), slowServer.getLocalPort());
    toSlowServer.setTcpNoDelay(true);
  }

  /** Blocks the loop for about so long; completes with what really happened. */
  public CompletableFuture<InjectionTruth> inject(
      Injection injection, WatchedLoop loop, long nanos) {
    CompletableFuture<InjectionTruth> truth = new CompletableFuture<>();
    if (injection == Injection.FLOOD) {
      loop.execute(() -> flood(loop, nanos, truth));
      return truth;
    }
    if (injection == Injection.MONITOR || injection == Injection.LOCK) {
      Thread.ofPlatform().daemon().name("holder").start(() -> hold(injection, nanos));
      taken.acquireUninterruptibly();
    }
    loop.execute(() -> complete(truth, injection, nanos));
    return truth;
  }

  @Override
  public void close() throws IOException {
    slowServer.close();
    toSlowServer.close();
  }

  private void complete(CompletableFuture<InjectionTruth> truth, Injection injection, long nanos) {
    gapNanos = 0;
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    try {
      block(injection, nanos);
      long end = System.nanoTime();
      truth.complete(
          new InjectionTruth(start, end, THREADS.getCurrentThreadCpuTime() - cpu, gapNanos));
    } catch (IOException | InterruptedException failure) {
      truth.completeExceptionally(failure);
    }
  }

  private void block(Injection injection, long nanos) throws IOException, InterruptedException {
    switch (injection) {
      case SPIN -> spin(nanos);
      case SLEEP -> sleep(nanos);
      case READ -> read(nanos);
      case MONITOR -> monitor();
      case LOCK -> lock();
      case PARK -> park(nanos);
      case STOP, GC -> stop(nanos);
      case FLOOD -> throw new IllegalArgumentException("a flood is many tasks");
    }
  }

  private void spin(long nanos) {
    long last = System.nanoTime();
    long end = last + nanos;
    while (last < end) {
      long now = System.nanoTime();
      gapNanos = Math.max(gapNanos, now - last);
      last = now;
    }
  }

  private static void sleep(long nanos) throws InterruptedException {
    Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
  }

  private void read(long nanos) throws IOException {
    new DataOutputStream(toSlowServer.getOutputStream()).writeLong(nanos);
    toSlowServer.getInputStream().read();
  }

  private void monitor() {
    arrived.release();
    synchronized (monitor) {
      gapNanos = 0;
    }
  }

  private void lock() {
    arrived.release();
    lock.lock();
    lock.unlock();
  }

  private static void park(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Is at work, for less than a block, when the JVM stops; the rest of it when it goes on. */
  private void stop(long nanos) {
    stopper.accept(nanos);
    spin(20_000_000);
  }

  private void flood(WatchedLoop loop, long nanos, CompletableFuture<InjectionTruth> truth) {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (long left = nanos; left > 0; left -= TASK_NANOS) {
      loop.execute(() -> spin(TASK_NANOS));
    }
    loop.execute(
        () -> {
          long end = System.nanoTime();
          truth.complete(
              new InjectionTruth(start, end, THREADS.getCurrentThreadCpuTime() - cpu, 0));
        });
  }

  private void hold(Injection injection, long nanos) {
    if (injection == Injection.MONITOR) {
      synchronized (monitor) {
        holdUntilReleased(nanos);
      }
    } else {
      lock.lock();
      holdUntilReleased(nanos);
      lock.unlock();
    }
  }

  private void holdUntilReleased(long nanos) {
    taken.release();
    arrived.acquireUninterruptibly();
    park(nanos);
  }

  private void serve() {
    try (Socket client = slowServer.accept()) {
      client.setTcpNoDelay(true);
      DataInputStream delays = new DataInputStream(client.getInputStream());
      while (true) {
        park(delays.readLong());
        client.getOutputStream().write(1);
      }
    } catch (IOException ended) {
      if (!slowServer.isClosed()) {
        throw new UncheckedIOException(ended);
      }
    }
  }
}
