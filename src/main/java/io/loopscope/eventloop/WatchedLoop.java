package io.loopscope.eventloop;

import java.util.Optional;

/** One watched event loop: who it is, what it is doing, and a way to hand it work. */
public interface WatchedLoop {
  /** The loop whose thread calls; empty on any other thread. */
  static Optional<WatchedLoop> current() {
    return CurrentLoop.get();
  }

  /** The group the loop belongs to, such as {@code http}. */
  String group();

  /** Stable number of the loop in its group, from 0. */
  int index();

  /** {@code http-0}. */
  default String name() {
    return group() + "-" + index();
  }

  /** {@code epoll}, {@code nio}, {@code io_uring}; {@code unknown} for a loop not built here. */
  String transport();

  /** The loop's thread; empty before its first task. */
  Optional<Thread> thread();

  /** Runs the task on this loop, after what is queued there already. */
  void execute(Runnable task);

  /**
   * Runs the task in the loop's next turn, after it looked at its sockets again. Only from the loop
   * itself.
   *
   * <p>{@link #execute} would not do: Netty drains the task queue for up to a second before it
   * looks at sockets, so a task that queues its own successor starves them. A scheduled task that
   * is due waits for the next turn.
   */
  void executeNextTurn(Runnable task);

  /** Tasks queued on the loop; ready sockets and timers are not among them. */
  int pending();

  /** Channels registered on the loop, listening ones included; 0 if that cannot be known. */
  int connections();

  /** How long the loop has been at its present turn; 0 while it waits for sockets. */
  long awakeNanos();

  /** Whether the loop has been told to end; it may still finish what it has begun. */
  boolean isShuttingDown();

  /** Calls the action once the loop has ended. */
  void whenGone(Runnable action);
}
