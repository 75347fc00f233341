package io.loopscope.eventloop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One watched event loop: who it is, what it is doing, and a way to hand it work. */
public final class Loop {
  private static final FastThreadLocal<Loop> CURRENT = new FastThreadLocal<>();
  private static final VarHandle SERVING;

  static {
    try {
      SERVING = MethodHandles.lookup().findVarHandle(Loop.class, "serving", Supplier.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String group;
  private final int index;
  private final String transport;
  private final EventExecutor executor;
  private final @Nullable HookedLoop hooked;
  private final LoopClock clock;
  private volatile @Nullable Thread thread;
  private @Nullable Supplier<String> serving;

  private Loop(String group, int index, String transport, EventExecutor executor) {
    this.group = group;
    this.index = index;
    this.transport = transport;
    this.executor = executor;
    this.hooked = executor instanceof HookedLoop loop ? loop : null;
    this.clock = hooked == null ? new LoopClock() : hooked.clock();
  }

  /** A loop of ours, which keeps its clock itself. */
  static Loop hooked(String group, int index, String transport, HookedLoop executor) {
    Loop loop = new Loop(group, index, transport, executor);
    executor.whenStarted(loop::startedUnderItsName);
    return loop;
  }

  /** A loop of somebody else, whose clock is kept by a {@link LoopProbe}. */
  static Loop foreign(String group, int index, EventExecutor executor) {
    return new Loop(group, index, "unknown", executor);
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

  /** {@code epoll}, {@code nio}, {@code io_uring}; {@code unknown} for a loop not built here. */
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
    return executor instanceof SingleThreadEventExecutor single ? single.pendingTasks() : 0;
  }

  /** Channels registered on the loop, listening ones included; 0 if that cannot be known. */
  public int connections() {
    return hooked == null ? 0 : hooked.channels();
  }

  /** How long the loop has been at its present turn; 0 while it waits for sockets. */
  public long awakeNanos() {
    return clock.awakeNanos(System.nanoTime());
  }

  /**
   * Says what the loop does from now on, or with null that it is done with it. Called on the loop.
   */
  void serve(@Nullable Supplier<String> what) {
    SERVING.setOpaque(this, what);
  }

  /** What the loop said it does; whoever asks must check that it is still the same turn. */
  @Nullable Supplier<String> serving() {
    @SuppressWarnings("unchecked")
    Supplier<String> now = (Supplier<String>) SERVING.getOpaque(this);
    return now;
  }

  /** Calls the action once the loop has ended. */
  public void whenGone(Runnable action) {
    executor.terminationFuture().addListener(ended -> action.run());
  }

  LoopClock clock() {
    return clock;
  }

  boolean isHooked() {
    return hooked != null;
  }

  /** Tasks the loop has taken from its queue; 0 for a loop not built here. */
  long tasksRun() {
    return hooked == null ? 0 : hooked.tasksRun();
  }

  boolean isShuttingDown() {
    return executor.isShuttingDown();
  }

  boolean runsOn(EventExecutor other) {
    return executor == other;
  }

  private void startedUnderItsName() {
    Thread.currentThread().setName(group + "-" + transport + "-" + index);
    startedHere();
  }

  /** Called on the loop's thread, before anything else runs there. */
  void startedHere() {
    thread = Thread.currentThread();
    CURRENT.set(this);
  }
}
