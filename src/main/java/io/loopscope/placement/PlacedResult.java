package io.loopscope.placement;

/**
 * What came of a piece of work, and what it went through.
 *
 * @param value what was computed
 * @param thread the thread it finished on
 * @param queuedNanos how long it waited for a thread, all waits together
 * @param runNanos how long it ran on one
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
