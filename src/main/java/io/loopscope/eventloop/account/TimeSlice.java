package io.loopscope.eventloop.account;

/** Time of a thread by what it did, in nanoseconds; grows by what is added to it. */
public final class TimeSlice {
  long cpu;
  long runnable;
  long sleeping;
  long io;
  long stopped;

  /** Neither on a CPU nor known to wait: runnable, or waiting where only the JVM can be asked. */
  long unexplained;

  public long cpuNanos() {
    return cpu;
  }

  /** Off the CPU for a reason of the thread's own. */
  public long waitedNanos() {
    return sleeping + io + unexplained;
  }

  /** Asleep, as the kernel says. */
  public long sleepingNanos() {
    return sleeping;
  }

  /** In uninterruptible I/O. */
  public long ioNanos() {
    return io;
  }

  public long totalNanos() {
    return cpu + runnable + sleeping + io + stopped + unexplained;
  }

  public void add(TimeSlice other) {
    cpu += other.cpu;
    runnable += other.runnable;
    sleeping += other.sleeping;
    io += other.io;
    stopped += other.stopped;
    unexplained += other.unexplained;
  }
}
