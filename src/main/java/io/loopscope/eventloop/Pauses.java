package io.loopscope.eventloop;

/**
 * When the judge itself could not run although it wanted to: the JVM or the machine stood still. Of
 * one thread; keeps the last {@value #KEPT} pauses.
 */
final class Pauses {
  private static final int KEPT = 64;
  private static final long SHORTEST_NANOS = 5_000_000;

  private final long[] starts = new long[KEPT];
  private final long[] ends = new long[KEPT];
  private int next;

  /** The judge meant to go on at {@code planned} and went on at {@code now}. */
  void woke(long planned, long now) {
    if (now - planned >= SHORTEST_NANOS) {
      starts[next] = planned;
      ends[next] = now;
      next = (next + 1) % KEPT;
    }
  }

  /** How much of the time from {@code start} to {@code end} was paused. */
  long within(long start, long end) {
    long paused = 0;
    for (int i = 0; i < KEPT; i++) {
      if (ends[i] != starts[i]) {
        long from = starts[i] - start > 0 ? starts[i] : start;
        long to = ends[i] - end < 0 ? ends[i] : end;
        paused += Math.max(0, to - from);
      }
    }
    return paused;
  }
}
