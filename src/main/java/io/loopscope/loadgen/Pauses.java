package io.loopscope.loadgen;

/**
 * How long a thread that had next to nothing to do was kept from running: garbage collection,
 * safepoints, a busy or frozen machine.
 *
 * @param totalNanos of all pauses long enough to count
 */
record Pauses(long totalNanos, long longestNanos) {
  static final Pauses NONE = new Pauses(0, 0);

  /** With one more wait that took {@code lateNanos} longer than asked for. */
  Pauses plus(long lateNanos, long thresholdNanos) {
    return lateNanos <= thresholdNanos
        ? this
        : new Pauses(totalNanos + lateNanos, Math.max(longestNanos, lateNanos));
  }
}
