package io.loopscope.eventloop.account;

/** What a thread is doing, as the scheduler of the kernel sees it. */
public enum ThreadState {
  /** On a CPU, or runnable and waiting for one: {@code R}. */
  RUNNABLE,
  /** Waiting for a lock, a signal, a timer or a socket: {@code S}. */
  SLEEPING,
  /** Waiting for a disk or a page, and not to be interrupted: {@code D}. */
  UNINTERRUPTIBLE,
  /** Stopped by a signal or a tracer: {@code T}, {@code t}. */
  STOPPED,
  /** Not known: no Linux, or not read. */
  UNKNOWN;

  /** Whether it waits for anything but a CPU. */
  boolean isWaiting() {
    return this == SLEEPING || this == UNINTERRUPTIBLE || this == STOPPED;
  }

  static ThreadState of(int code) {
    return switch (code) {
      case 'R' -> RUNNABLE;
      case 'S', 'I' -> SLEEPING;
      case 'D' -> UNINTERRUPTIBLE;
      case 'T', 't' -> STOPPED;
      default -> UNKNOWN;
    };
  }
}
