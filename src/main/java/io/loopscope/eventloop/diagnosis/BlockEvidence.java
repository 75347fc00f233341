package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.Cause;

/**
 * What is known of one block, as numbers.
 *
 * @param nanos how long the block lasted
 * @param watchedNanos time between the first and the last look at it; 0 if there were fewer than
 *     two
 * @param cpuNanos CPU time of the loop's thread in the watched time; NaN if not known
 * @param pausedNanos part of the block in which the judge could not run either
 * @param floodNanos part of the watched time in which tasks came to their end one after another
 * @param tasks tasks that were begun in the watched time
 * @param samples stacks seen
 * @param shareWaiting part of the stacks that waited for something, 0 to 1
 */
public record BlockEvidence(
    long nanos,
    long watchedNanos,
    double cpuNanos,
    long pausedNanos,
    long floodNanos,
    long tasks,
    int samples,
    double shareWaiting) {
  private static final int FEWEST_TASKS_OF_A_FLOOD = 8;
  private static final double MOSTLY = 0.5;

  /** Part of the watched time that the thread ran on a CPU, 0 to 1; NaN if not known. */
  public double cpuShare() {
    return watchedNanos <= 0 ? Double.NaN : Math.max(0, Math.min(cpuNanos / watchedNanos, 1));
  }

  /**
   * Why the loop was blocked. A thread that burned CPU for most of the block was not paused,
   * whatever happened to the judge; that it did so in the few milliseconds before a pause says
   * nothing. A flood burns CPU or waits too, so it is asked for before; tasks that lasted only
   * because they got no CPU are none.
   */
  public Cause cause() {
    boolean burned = cpuShare() >= MOSTLY;
    boolean waited = shareWaiting >= MOSTLY;
    if (pausedNanos >= MOSTLY * nanos && !(cpuNanos >= MOSTLY * nanos)) {
      return Cause.PAUSE;
    }
    if ((burned || waited)
        && tasks >= FEWEST_TASKS_OF_A_FLOOD
        && floodNanos >= MOSTLY * watchedNanos) {
      return Cause.FLOOD;
    }
    if (burned) {
      return Cause.CPU;
    }
    if (samples == 0) {
      return Cause.UNKNOWN;
    }
    return waited ? Cause.WAIT : Cause.CONTENTION;
  }
}
