package io.loopscope.eventloop.monitor;

import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.account.JvmStopCounters;
import io.loopscope.eventloop.account.ThreadAccount;
import io.loopscope.eventloop.account.ThreadReading;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Proves stops of the whole JVM: safepoints and collections by the JVM's own counters, a suspended
 * process by the fact that none of its threads used a CPU or waited for one. That the monitor was
 * late proves nothing by itself.
 *
 * <p>When a stop was is known as well as the monitor looks: it ended before the look that found it.
 * Of one thread; keeps the last {@value #KEPT} stops.
 */
final class StopDetector {
  private static final int KEPT = 64;
  private static final long SHORTEST_NANOS = 1_000_000;
  private static final long SUSPECT_NANOS = 20_000_000;

  /** The JVM counts a stop a moment after the threads go on. */
  private static final long COUNTED_AFTER_NANOS = 100_000;

  private final JvmStopCounters counters;
  private final ThreadAccount own;
  private final LongSupplier processCpuNanos;
  private final Stop[] stops = new Stop[KEPT];
  private int next;
  private @Nullable Totals before;

  /**
   * @param own the account of the thread that looks
   * @param processCpuNanos CPU time of all threads of this process; negative if not known
   */
  StopDetector(JvmStopCounters counters, ThreadAccount own, LongSupplier processCpuNanos) {
    this.counters = counters;
    this.own = own;
    this.processCpuNanos = processCpuNanos;
  }

  /**
   * Looks at the counters.
   *
   * @param planned when this thread meant to go on
   * @param now when it did
   */
  void look(long planned, long now) {
    if (now - planned >= SUSPECT_NANOS) {
      LockSupport.parkNanos(this, COUNTED_AFTER_NANOS);
    }
    Totals totals = totals(now);
    Totals last = before;
    before = totals;
    if (last == null) {
      return;
    }
    long stopped = Math.min(totals.stopped - last.stopped, now - last.own.atNanos());
    if (stopped >= SHORTEST_NANOS) {
      boolean collected = 2 * (totals.collected - last.collected) >= stopped;
      add(new Stop(now - stopped, now, collected ? BlockReason.GC : BlockReason.SAFEPOINT));
      return;
    }
    long frozen = now - planned - busy(last.own, totals.own);
    if (frozen >= SUSPECT_NANOS) {
      boolean idle = 10 * (totals.processCpu - last.processCpu) < frozen;
      if (idle || !counters.countsAllSafepoints()) {
        add(new Stop(now - frozen, now, idle ? BlockReason.SUSPENDED : BlockReason.SAFEPOINT));
      }
    }
  }

  /** How much of the time from {@code start} to {@code end} the JVM was stopped. */
  long within(long start, long end) {
    long stopped = 0;
    for (Stop stop : stops) {
      stopped += stop == null ? 0 : stop.within(start, end);
    }
    return stopped;
  }

  /** Why it was stopped for the most of that time. */
  BlockReason reason(long start, long end) {
    long longest = 0;
    BlockReason reason = BlockReason.UNKNOWN;
    for (Stop stop : stops) {
      if (stop != null && stop.within(start, end) > longest) {
        longest = stop.within(start, end);
        reason = stop.reason;
      }
    }
    return reason;
  }

  /** Passes on every stop that ended after {@code from} and by {@code to}, oldest first. */
  void ended(long from, long to, StopReader reader) {
    for (int i = 0; i < KEPT; i++) {
      Stop stop = stops[(next + i) % KEPT];
      if (stop != null && stop.end - from > 0 && stop.end - to <= 0) {
        reader.stop(stop.start, stop.end);
      }
    }
  }

  private void add(Stop stop) {
    stops[next] = stop;
    next = (next + 1) % KEPT;
  }

  private Totals totals(long now) {
    return new Totals(
        own.counters(now),
        counters.stoppedNanos(),
        counters.collectionNanos(),
        processCpuNanos.getAsLong());
  }

  /** Time in which this thread ran, or wanted to and had no CPU. */
  private static long busy(ThreadReading from, ThreadReading to) {
    return to.cpuNanos() - from.cpuNanos() + Math.max(0, to.runDelayNanos() - from.runDelayNanos());
  }

  /** Is passed stops. */
  @FunctionalInterface
  interface StopReader {
    void stop(long start, long end);
  }

  private record Totals(ThreadReading own, long stopped, long collected, long processCpu) {}

  private record Stop(long start, long end, BlockReason reason) {
    long within(long from, long to) {
      long begin = start - from > 0 ? start : from;
      long finish = end - to < 0 ? end : to;
      return Math.max(0, finish - begin);
    }
  }
}
