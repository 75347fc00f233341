package io.loopscope.eventloop.account;

/** What the JVM knows of a thread where the kernel cannot be asked. */
final class JvmThreadAccount implements ThreadAccount {
  private final Thread thread;

  JvmThreadAccount(Thread thread) {
    this.thread = thread;
  }

  @Override
  public ThreadReading counters(long nowNanos) {
    return reading(nowNanos, ThreadState.UNKNOWN);
  }

  @Override
  public ThreadReading complete(long nowNanos) {
    return reading(nowNanos, state());
  }

  @Override
  public void close() {}

  private ThreadReading reading(long nowNanos, ThreadState state) {
    return new ThreadReading(
        nowNanos, THREADS.getThreadCpuTime(JvmThreadId.of(thread)), -1, state, -1);
  }

  /** Also a thread that waits in a native method is RUNNABLE to the JVM, so that says nothing. */
  private ThreadState state() {
    return switch (thread.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> ThreadState.SLEEPING;
      case NEW, RUNNABLE, TERMINATED -> ThreadState.UNKNOWN;
    };
  }
}
