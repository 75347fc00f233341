package io.loopscope.placement;

/**
 * The result of a piece of work, with its wait and run times.
 *
 * @param value the result
 * @param thread the thread on which it finished
 * @param queuedNanos total time it waited for a thread
 * @param runNanos total time it ran
 */
public record PlacedResult<T>(T value, String thread, long queuedNanos, long runNanos) {
  public double queuedMs() {
    return millis(queuedNanos);
  }

  public double runMs() {
    return millis(runNanos);
  }

  /** Milliseconds with three decimals, as answers carry them. */
  public static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
