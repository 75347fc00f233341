package io.loopscope.accuracy;

/**
 * What an injection did to its loop, as it saw itself: taken on the loop's thread right before and
 * right after.
 *
 * @param start on the scale of {@link System#nanoTime}
 * @param end on the same scale
 * @param cpuNanos CPU time of the loop's thread in between
 * @param runDelayNanos time in which it was runnable without a CPU, as its {@code schedstat} says;
 *     0 where there is none
 */
public record InjectionTruth(long start, long end, long cpuNanos, long runDelayNanos) {
  public long nanos() {
    return end - start;
  }

  /** Neither on a CPU nor waiting for one. */
  public long otherNanos() {
    return Math.max(0, nanos() - cpuNanos - runDelayNanos);
  }
}
