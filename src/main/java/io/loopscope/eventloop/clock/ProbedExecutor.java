package io.loopscope.eventloop.clock;

import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that are no event loop, in the shape of one, so that a {@link LoopProbe} can measure how
 * long a task waits for them. It cannot be shut down: the threads belong to others.
 */
public abstract class ProbedExecutor extends AbstractEventExecutor {
  private final Future<?> never = GlobalEventExecutor.INSTANCE.newPromise();

  /**
   * Whether a task may have to wait now. If not, no probe is sent: nothing wakes, and no thread is
   * started.
   */
  public abstract boolean mayBeBusy();

  /** Whether any of several threads may take the probe. */
  public abstract boolean isPool();

  /** The thread of a pool to look at while a probe waits; null if none is known. */
  public abstract @Nullable Thread lookedAt();

  @Override
  public boolean inEventLoop(Thread thread) {
    return false;
  }

  @Override
  public boolean isShuttingDown() {
    return false;
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    return never;
  }

  @Override
  public Future<?> terminationFuture() {
    return never;
  }

  @Override
  @Deprecated
  public void shutdown() {}

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
