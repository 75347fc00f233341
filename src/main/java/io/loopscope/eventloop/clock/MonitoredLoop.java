package io.loopscope.eventloop.clock;

import io.loopscope.eventloop.CurrentLoop;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.account.KernelThreadId;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A watched loop with what the monitor needs of it: its clock, its counters, what it serves. */
public final class MonitoredLoop implements WatchedLoop {
  private static final VarHandle SERVING;

  static {
    try {
      SERVING =
          MethodHandles.lookup().findVarHandle(MonitoredLoop.class, "serving", Supplier.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String group;
  private final int index;
  private final String transport;
  private final EventExecutor executor;
  private final @Nullable InstrumentedEventLoop hooked;
  private final LoopClock clock;
  private final LagWindow recentLag = new LagWindow();
  private volatile @Nullable Thread thread;
  private volatile long kernelThreadId;
  private @Nullable Supplier<String> serving;

  private MonitoredLoop(String group, int index, String transport, EventExecutor executor) {
    this.group = group;
    this.index = index;
    this.transport = transport;
    this.executor = executor;
    this.hooked = executor instanceof InstrumentedEventLoop loop ? loop : null;
    this.clock = hooked == null ? new LoopClock() : hooked.clock();
  }

  /** A loop of ours, which keeps its clock itself. */
  static MonitoredLoop hooked(
      String group, int index, String transport, InstrumentedEventLoop executor) {
    MonitoredLoop loop = new MonitoredLoop(group, index, transport, executor);
    executor.whenStarted(loop::startedUnderItsName);
    return loop;
  }

  /** A loop of somebody else, whose clock is kept by a {@code LoopProbe}. */
  static MonitoredLoop foreign(String group, int index, EventExecutor executor) {
    return new MonitoredLoop(group, index, "unknown", executor);
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public String transport() {
    return transport;
  }

  @Override
  public Optional<Thread> thread() {
    return Optional.ofNullable(
        executor instanceof ProbedExecutor pool && pool.isPool() ? pool.lookedAt() : thread);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public void executeNextTurn(Runnable task) {
    executor.schedule(task, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public int pending() {
    return executor instanceof SingleThreadEventExecutor single ? single.pendingTasks() : 0;
  }

  @Override
  public int connections() {
    return hooked == null ? 0 : hooked.channels();
  }

  @Override
  public long awakeNanos() {
    return clock.awakeNanos(System.nanoTime());
  }

  /**
   * Says what the loop does from now on, or with null that it is done with it. Called on the loop.
   */
  public void serve(@Nullable Supplier<String> what) {
    SERVING.setOpaque(this, what);
  }

  /** What the loop said it does; whoever asks must check that it is still the same turn. */
  public @Nullable Supplier<String> serving() {
    @SuppressWarnings("unchecked")
    Supplier<String> now = (Supplier<String>) SERVING.getOpaque(this);
    return now;
  }

  @Override
  public void whenGone(Runnable action) {
    executor.terminationFuture().addListener(ended -> action.run());
  }

  /** The number of the loop's thread in the kernel; 0 if it is not known. */
  public long kernelThreadId() {
    return kernelThreadId;
  }

  /** How long arrivals of the last minute waited. */
  public LagWindow recentLag() {
    return recentLag;
  }

  public LoopClock clock() {
    return clock;
  }

  /** Whether the loop may have something to do; false only if that is certain. */
  boolean mayBeBusy() {
    return !(executor instanceof ProbedExecutor probed) || probed.mayBeBusy();
  }

  /** Whether the same thread runs all tasks. */
  public boolean isOfOneThread() {
    return !(executor instanceof ProbedExecutor probed) || !probed.isPool();
  }

  public boolean isHooked() {
    return hooked != null;
  }

  /** Tasks the loop has taken from its queue; 0 for a loop not built here. */
  public long tasksRun() {
    return hooked == null ? 0 : hooked.tasksRun();
  }

  @Override
  public boolean isShuttingDown() {
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
  public void startedHere() {
    kernelThreadId = KernelThreadId.current();
    thread = Thread.currentThread();
    CurrentLoop.bind(this);
  }
}
