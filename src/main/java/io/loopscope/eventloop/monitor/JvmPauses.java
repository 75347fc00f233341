package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.clock.LongTurnBuffer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * When the judge itself could not run although it wanted to: the JVM or the machine stood still. Of
 * one thread; keeps the last {@value #KEPT} pauses.
 *
 * <p>The judge may be late only because others had the CPUs. So whoever else is known to have run
 * meanwhile cuts its lateness in pieces, and only the longest one counts. On busy cores with idle
 * loops nobody is, and a wait may then be taken for a pause.
 */
public final class JvmPauses {
  private static final int KEPT = 64;
  private static final long SHORTEST_NANOS = 5_000_000;

  private final long[] starts = new long[KEPT];
  private final long[] ends = new long[KEPT];
  private int next;
  private long latestEnd;

  /**
   * The judge meant to go on at {@code planned} and went on at {@code now}.
   *
   * @param signsOfLife times at which another thread of the JVM ran; asked for only if they matter
   */
  void woke(long planned, long now, Supplier<LongStream> signsOfLife) {
    if (now - planned < SHORTEST_NANOS) {
      return;
    }
    long[] signs =
        signsOfLife.get().filter(sign -> isWithin(sign, planned, now)).sorted().toArray();
    long start = planned;
    long end = signs.length == 0 ? now : signs[0];
    for (int i = 0; i < signs.length; i++) {
      long until = i + 1 < signs.length ? signs[i + 1] : now;
      if (until - signs[i] > end - start) {
        start = signs[i];
        end = until;
      }
    }
    if (end - start >= SHORTEST_NANOS) {
      add(start, end);
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

  /** Passes on every pause that ended after {@code from} and by {@code to}, oldest first. */
  void ended(long from, long to, LongTurnBuffer.Reader reader) {
    if (latestEnd - from <= 0) {
      return;
    }
    for (int i = 0; i < KEPT; i++) {
      int slot = (next + i) % KEPT;
      long end = ends[slot];
      if (end != starts[slot] && end - from > 0 && end - to <= 0) {
        reader.turn(starts[slot], end);
      }
    }
  }

  private void add(long start, long end) {
    starts[next] = start;
    ends[next] = end;
    latestEnd = end;
    next = (next + 1) % KEPT;
  }

  private static boolean isWithin(long time, long start, long end) {
    return time - start > 0 && time - end < 0;
  }
}
