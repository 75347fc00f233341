package io.loopscope.eventloop;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One watched event loop: who it is, what it is doing, and a way to hand it work. */
public final class Loop {
  private static final FastThreadLocal<Loop> CURRENT = new FastThreadLocal<>();

  private final String group;
  private final int index;
  private final String transport;
  private final HookedLoop executor;
  private volatile @Nullable Thread thread;

  Loop(String group, int index, String transport, HookedLoop executor) {
    this.group = group;
    this.index = index;
    this.transport = transport;
    this.executor = executor;
    executor.whenStarted(this::started);
  }

  /** The loop whose thread calls; empty on any other thread. */
  public static Optional<Loop> current() {
    return Optional.ofNullable(CURRENT.getIfExists());
  }

  /** The group the loop belongs to, such as {@code http}. */
  public String group() {
    return group;
  }

  /** Stable number of the loop in its group, from 0. */
  public int index() {
    return index;
  }

  /** {@code http-0}. */
  public String name() {
    return group + "-" + index;
  }

  /** {@code epoll}, {@code nio} or {@code io_uring}. */
  public String transport() {
    return transport;
  }

  /** The loop's thread; empty before its first task. */
  public Optional<Thread> thread() {
    return Optional.ofNullable(thread);
  }

  /** Runs the task on this loop, after what is queued there already. */
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /**
   * Runs the task in the loop's next turn, after it looked at its sockets again. Only from the loop
   * itself.
   *
   * <p>{@link #execute} would not do: Netty drains the task queue for up to a second before it
   * looks at sockets, so a task that queues its own successor starves them. A scheduled task that
   * is due waits for the next turn.
   */
  public void executeNextTurn(Runnable task) {
    executor.schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  /** Tasks queued on the loop; ready sockets and timers are not among them. */
  public int pending() {
    return executor.pendingTasks();
  }

  /** Channels registered on the loop, listening ones included. */
  public int connections() {
    return executor.channels();
  }

  /** How long the loop has been at its present turn; 0 while it waits for sockets. */
  public long awakeNanos() {
    return clock().awakeNanos(System.nanoTime());
  }

  /** Calls the action once the loop has ended. */
  public void whenGone(Runnable action) {
    executor.terminationFuture().addListener(ended -> action.run());
  }

  LoopClock clock() {
    return executor.clock();
  }

  boolean isShuttingDown() {
    return executor.isShuttingDown();
  }

  private void started() {
    thread = Thread.currentThread();
    CURRENT.set(this);
  }
}
