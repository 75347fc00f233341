package io.loopscope.eventloop.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A thread's account as Linux keeps it: {@code schedstat} (time runnable without a CPU) and {@code
 * stat} (state, page faults).
 *
 * <p>Time on a CPU comes from the thread's own clock instead: the one in {@code schedstat} moves in
 * steps of a scheduler tick while the thread runs. Time without a CPU is booked when the thread
 * runs again, so it moves in steps as long as the wait. Throttling by a cgroup is part of it.
 */
final class LinuxThreadAccount implements ThreadAccount {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** Fields of stat between the state and the major faults. */
  private static final int FIELDS_TO_MAJOR_FAULTS = 9;

  private final long threadId;
  private final KernelFile schedstat;
  private final KernelFile stat;

  private LinuxThreadAccount(long threadId, KernelFile schedstat, KernelFile stat) {
    this.threadId = threadId;
    this.schedstat = schedstat;
    this.stat = stat;
  }

  static boolean isSupported() {
    return Files.isReadable(Path.of("/proc/self/schedstat"));
  }

  static ThreadAccount open(Thread thread, long tid) {
    Path task = TASKS.resolve(String.valueOf(tid));
    try {
      KernelFile schedstat = KernelFile.open(task.resolve("schedstat"));
      try {
        return new LinuxThreadAccount(
            JvmThreadId.of(thread), schedstat, KernelFile.open(task.resolve("stat")));
      } catch (IOException ended) {
        schedstat.close();
        throw ended;
      }
    } catch (IOException ended) {
      return new JvmThreadAccount(thread);
    }
  }

  @Override
  public ThreadReading counters(long nowNanos) {
    return reading(nowNanos, ThreadState.UNKNOWN, -1);
  }

  @Override
  public ThreadReading complete(long nowNanos) {
    if (!stat.read()) {
      return counters(nowNanos);
    }
    stat.skipPastLast(')');
    ThreadState state = ThreadState.of(stat.nextCharacter());
    long majorFaults = -1;
    for (int i = 0; i < FIELDS_TO_MAJOR_FAULTS; i++) {
      majorFaults = stat.nextNumber();
    }
    return reading(nowNanos, state, majorFaults);
  }

  @Override
  public void close() {
    schedstat.close();
    stat.close();
  }

  private ThreadReading reading(long nowNanos, ThreadState state, long majorFaults) {
    long runDelay = -1;
    if (schedstat.read()) {
      schedstat.nextNumber();
      runDelay = schedstat.nextNumber();
    }
    return new ThreadReading(
        nowNanos, THREADS.getThreadCpuTime(threadId), runDelay, state, majorFaults);
  }
}
