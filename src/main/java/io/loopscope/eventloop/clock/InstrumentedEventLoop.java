package io.loopscope.eventloop.clock;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A Netty event loop that keeps a {@link LoopClock} and counts its tasks.
 *
 * <p>Netty asks an I/O handler's context {@code canBlock()} right before it waits for sockets and
 * {@code shouldReportActiveIoTime()} right after, on every transport; those two calls are the hook.
 * Answering false to the second saves Netty its own two clock reads, so the hook costs none on top.
 */
public final class InstrumentedEventLoop extends SingleThreadIoEventLoop {
  private final LoopClock clock = new LoopClock();
  private final IoHandlerContext context = new ClockedContext();
  private volatile Runnable onStart = () -> {};
  private volatile boolean started;

  // set by the super constructor, before fields of this class could be initialized
  private @Nullable CountingTaskQueue tasks;

  InstrumentedEventLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory factory) {
    super(parent, executor, factory);
  }

  /** Sets what runs on the loop's thread before its first turn; soon, if that is over. */
  public void whenStarted(Runnable action) {
    onStart = action;
    if (started && !isShuttingDown()) {
      execute(action);
    }
  }

  public LoopClock clock() {
    return clock;
  }

  public int channels() {
    return getNumOfRegisteredChannels();
  }

  public long tasksRun() {
    return tasks == null ? 0 : tasks.taken();
  }

  /** Called for the task queue first, then for the queue of tail tasks. */
  @Override
  protected Queue<Runnable> newTaskQueue(int maxPendingTasks) {
    CountingTaskQueue queue = new CountingTaskQueue(super.newTaskQueue(maxPendingTasks));
    if (tasks == null) {
      tasks = queue;
    }
    return queue;
  }

  @Override
  protected int runIo() {
    return ioHandler().run(context);
  }

  @Override
  protected void run() {
    started = true;
    onStart.run();
    try {
      super.run();
    } finally {
      clock.sleep(System.nanoTime());
    }
  }

  private final class ClockedContext implements IoHandlerContext {
    @Override
    public boolean canBlock() {
      boolean idle = !hasTasks() && !hasScheduledTasks();
      if (idle) {
        clock.sleep(System.nanoTime());
      }
      return idle;
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      clock.wake(System.nanoTime());
      return false;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return InstrumentedEventLoop.this.delayNanos(currentTimeNanos);
    }

    @Override
    public long deadlineNanos() {
      return InstrumentedEventLoop.this.deadlineNanos();
    }
  }
}
