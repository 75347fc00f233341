package io.loopscope.loadgen;

/**
 * The pauses of a thread that is almost idle: garbage collection, safepoints, a busy or frozen
 * machine.
 *
 * @param totalNanos of all pauses long enough to count
 */
public record PauseStats(long totalNanos, long longestNanos) {
  public static final PauseStats NONE = new PauseStats(0, 0);

  /** With one more wait that took {@code lateNanos} longer than asked for. */
  public PauseStats plus(long lateNanos, long thresholdNanos) {
    return lateNanos <= thresholdNanos
        ? this
        : new PauseStats(totalNanos + lateNanos, Math.max(longestNanos, lateNanos));
  }
}
