package io.loopscope.accuracy;

/**
 * What an injection did to its loop, as it saw itself: taken on the loop's thread right before and
 * right after.
 *
 * @param start on the scale of {@link System#nanoTime}
 * @param end on the same scale
 * @param cpuNanos CPU time of the loop's thread in between
 * @param gapNanos longest time in which the injection, wanting to run, did not; 0 if it did not
 *     look
 */
public record InjectionTruth(long start, long end, long cpuNanos, long gapNanos) {
  public long nanos() {
    return end - start;
  }

  public double cpuShare() {
    return (double) cpuNanos / nanos();
  }
}
