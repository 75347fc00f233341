package io.loopscope.accuracy;

import io.loopscope.eventloop.WatchedLoop;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private static final double SHORTER = 0.375;

  private final ServerSocket slowServer;
  private final Socket toSlowServer;
  private final LongConsumer stopper;
  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore taken = new Semaphore(0);
  private final Semaphore arrived = new Semaphore(0);
  private final NativeWaits natives = new NativeWaits();
  private final Computations computations = new Computations();
  private long entered;
  private Runnable slowUser = () -> {};

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
    if (injection == Injection.COPY) {
      computations.prepareToCopy();
    }
    if (injection.needsAHolder()) {
      slowUser = new SlowClass.Loader().user();
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
    natives.close();
  }

  private void complete(CompletableFuture<InjectionTruth> truth, Injection injection, long nanos) {
    ThreadClocks before = ThreadClocks.before();
    try {
      block(injection, nanos);
      truth.complete(before.untilNow());
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
      case COPY -> computations.copy(nanos);
      case EARLY_LATE -> computations.earlyThenLate(nanos);
      case ALLOCATE -> computations.allocate(nanos);
      case FIFO -> natives.fifo(nanos);
      case COLD_FILE -> natives.coldFile(nanos);
      case FORCE -> natives.force(nanos);
      case CLASS_INIT -> classInit();
      case SPIN_SLEEP -> {
        spin((long) (SHORTER * nanos));
        sleep((long) ((1 - SHORTER) * nanos));
      }
      case FLOOD -> throw new IllegalArgumentException("a flood is many tasks");
    }
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
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
      entered++;
    }
  }

  private void classInit() {
    arrived.release();
    slowUser.run();
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
    ThreadClocks before = ThreadClocks.before();
    for (long left = nanos; left > 0; left -= TASK_NANOS) {
      loop.execute(() -> spin(TASK_NANOS));
    }
    loop.execute(() -> truth.complete(before.untilNow()));
  }

  private void hold(Injection injection, long nanos) {
    switch (injection) {
      case MONITOR -> {
        synchronized (monitor) {
          holdUntilReleased(nanos);
        }
      }
      case LOCK -> {
        lock.lock();
        holdUntilReleased(nanos);
        lock.unlock();
      }
      default -> {
        SlowClass.Order.given = new SlowClass.Order(() -> holdUntilReleased(nanos));
        slowUser.run();
      }
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
