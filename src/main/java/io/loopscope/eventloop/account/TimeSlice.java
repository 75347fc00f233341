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

  public long totalNanos() {
    return cpu + runnable + sleeping + io + stopped + unexplained;
  }

  /** Some of it: a share of the time on a CPU, or without one, and a share of the waits. */
  public TimeSlice part(double computing, double waiting) {
    TimeSlice part = new TimeSlice();
    part.cpu = Math.round(cpu * computing);
    part.runnable = Math.round(runnable * computing);
    part.sleeping = Math.round(sleeping * waiting);
    part.io = Math.round(io * waiting);
    part.stopped = Math.round(stopped * waiting);
    part.unexplained = Math.round(unexplained * waiting);
    return part;
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
