package io.loopscope.eventloop;

import java.util.Map;

/**
 * What became of the time of one block, in milliseconds. The parts add up to its length.
 *
 * @param cpuMs on a CPU
 * @param runnableMs runnable, in the run queue of a CPU
 * @param throttledMs runnable, and held back by the CPU limit of the control group
 * @param stolenMs runnable, while the hypervisor ran other machines
 * @param sleepingMs waiting for a lock, a timer, a signal or a socket
 * @param ioMs in uninterruptible I/O: a disk, a page that had to be read
 * @param stoppedMs stopped by a safepoint, the garbage collector, a signal or a debugger
 */
public record BlockTime(
    double cpuMs,
    double runnableMs,
    double throttledMs,
    double stolenMs,
    double sleepingMs,
    double ioMs,
    double stoppedMs) {

  /** All parts together. */
  public double totalMs() {
    return cpuMs + contendedMs() + waitedMs() + stoppedMs;
  }

  /** Wanted a CPU and had none. */
  public double contendedMs() {
    return runnableMs + throttledMs + stolenMs;
  }

  /** Waited for something. */
  public double waitedMs() {
    return sleepingMs + ioMs;
  }

  /** The same with the missing time added to the largest of CPU, wait, lack of a CPU and stop. */
  BlockTime extendedTo(double ms) {
    double more = Math.max(0, ms - totalMs());
    double largest = Math.max(Math.max(cpuMs, contendedMs()), Math.max(waitedMs(), stoppedMs));
    boolean computes = cpuMs == largest;
    boolean waits = !computes && waitedMs() == largest;
    boolean isStopped = !computes && !waits && stoppedMs == largest;
    return new BlockTime(
        cpuMs + (computes ? more : 0),
        runnableMs + (computes || waits || isStopped ? 0 : more),
        throttledMs,
        stolenMs,
        sleepingMs + (waits ? more : 0),
        ioMs,
        stoppedMs + (isStopped ? more : 0));
  }

  /** The parts by the names that metrics give them. */
  public Map<String, Double> parts() {
    return Map.of(
        "cpu", cpuMs,
        "runnable", runnableMs,
        "throttled", throttledMs,
        "stolen", stolenMs,
        "sleeping", sleepingMs,
        "io", ioMs,
        "stopped", stoppedMs);
  }
}
