package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.diagnosis.WaitInsight;
import io.loopscope.eventloop.diagnosis.WaitInspector;
import org.jspecify.annotations.Nullable;

/**
 * One stack of a loop's thread, asked for by the monitor and taken by another thread, because
 * taking it may hang: the JVM answers when the thread reaches a safepoint, and code such as the
 * copy of a large array reaches none.
 */
final class StackRequest implements Runnable {
  /** A stack that took this long was taken from the code that kept it waiting. */
  private static final long HUNG_NANOS = 2_000_000;

  private final MonitoredLoop loop;
  private final Thread thread;
  private final long turn;
  private final @Nullable WaitInspector inspector;
  private volatile @Nullable Result result;

  /**
   * @param turn the number of the turn that the stack is to be of
   * @param inspector finds out whom the thread waits for; null if that is not asked
   */
  StackRequest(MonitoredLoop loop, Thread thread, long turn, @Nullable WaitInspector inspector) {
    this.loop = loop;
    this.thread = thread;
    this.turn = turn;
    this.inspector = inspector;
  }

  @Override
  public void run() {
    Result taken = Result.NOTHING;
    try {
      taken = take();
    } finally {
      result = taken;
    }
  }

  /** What came of it; null until then. */
  @Nullable Result result() {
    return result;
  }

  private Result take() {
    if (loop.clock().turn() != turn) {
      return Result.NOTHING;
    }
    long asked = System.nanoTime();
    Thread.State state = thread.getState();
    StackTraceElement[] frames = thread.getStackTrace();
    boolean hung = System.nanoTime() - asked > HUNG_NANOS && !isIdle(frames);
    if (loop.clock().turn() != turn && !hung) {
      return Result.NOTHING;
    }
    WaitInsight insight =
        inspector == null || hung ? WaitInsight.NONE : inspector.inspect(thread, state, frames);
    return new Result(state, frames, insight);
  }

  private static boolean isIdle(StackTraceElement[] frames) {
    return frames.length == 0 || frames[0].isNativeMethod();
  }

  /** A stack, or none if the turn was over. */
  record Result(Thread.State state, StackTraceElement[] frames, WaitInsight insight) {
    static final Result NOTHING =
        new Result(Thread.State.TERMINATED, new StackTraceElement[0], WaitInsight.NONE);
  }
}
