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

  /** The JVM counts a stop after its threads go on, later still if it has no CPU to do so. */
  private static final long COUNTED_AFTER_NANOS = 100_000;

  private static final long PATIENCE_NANOS = 5_000_000;
  private static final long MOST_PATIENCE_NANOS = 50_000_000;
  private static final int CPUS = Runtime.getRuntime().availableProcessors();

  private final JvmStopCounters counters;
  private final ThreadAccount own;
  private final LongSupplier processCpuNanos;
  private final Stop[] stops = new Stop[KEPT];
  private int next;
  private @Nullable Totals before;
  private long frozenUntil;
  private long frozenNanos;
  private long addedEarly;

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
    Totals last = before;
    if (last == null) {
      before = totals(now);
      return;
    }
    Totals totals = onceCounted(last, planned, now);
    before = totals;
    long collected = totals.collected - last.collected;
    long stopped = notYetAdded(totals.stopped - last.stopped);
    long frozen = frozen(last, totals, planned);
    if (stopped >= SHORTEST_NANOS) {
      addCounted(stopped, last.own.atNanos(), now, 2 * collected >= stopped);
    } else if (frozen >= SUSPECT_NANOS && collected >= SHORTEST_NANOS) {
      long nanos = Math.min(collected, frozen);
      addedEarly += nanos;
      add(new Stop(now - nanos, now, BlockReason.GC));
    } else if (frozen >= SUSPECT_NANOS) {
      frozenUntil = now;
      frozenNanos = frozen;
      boolean idle = isIdle(last, totals, frozen);
      if (idle || !counters.countsAllSafepoints()) {
        add(new Stop(now - frozen, now, idle ? BlockReason.SUSPENDED : BlockReason.SAFEPOINT));
      }
    }
  }

  /**
   * A collection is counted while it stops the JVM, and again once that is over, with the time
   * until all threads had stopped.
   */
  private long notYetAdded(long stopped) {
    long known = Math.min(addedEarly, stopped);
    addedEarly -= known;
    long rest = stopped - known;
    return rest < known ? 0 : rest;
  }

  /** The counters, after some patience if this thread was late and they do not say why. */
  private Totals onceCounted(Totals last, long planned, long now) {
    Totals totals = totals(now);
    long patience = patience(last, totals, planned);
    for (long waited = 0;
        waited < patience && isUnexplained(last, totals, planned);
        waited += COUNTED_AFTER_NANOS) {
      LockSupport.parkNanos(this, COUNTED_AFTER_NANOS);
      totals =
          new Totals(
              totals.own, counters.stoppedNanos(), counters.collectionNanos(), totals.processCpu);
    }
    return totals;
  }

  /** Longer if the process used a CPU meanwhile: then it was hardly suspended. */
  private static long patience(Totals last, Totals totals, long planned) {
    long frozen = frozen(last, totals, planned);
    return isIdle(last, totals, frozen)
        ? PATIENCE_NANOS
        : Math.max(PATIENCE_NANOS, Math.min(frozen / 10, MOST_PATIENCE_NANOS));
  }

  private static boolean isUnexplained(Totals last, Totals totals, long planned) {
    return totals.stopped - last.stopped < SHORTEST_NANOS
        && totals.collected - last.collected < SHORTEST_NANOS
        && frozen(last, totals, planned) >= SUSPECT_NANOS;
  }

  /** A stop that is longer than the time since the last look was the one that delayed that. */
  private void addCounted(long stopped, long lastLook, long now, boolean collected) {
    boolean isEarlier = stopped > now - lastLook && frozenNanos > 0 && frozenUntil == lastLook;
    long end = isEarlier ? frozenUntil : now;
    long nanos = Math.min(stopped, isEarlier ? frozenNanos : now - lastLook);
    add(new Stop(end - nanos, end, collected ? BlockReason.GC : BlockReason.SAFEPOINT));
  }

  /** How much later than planned this thread went on, without having run or wanted to. */
  private static long frozen(Totals last, Totals totals, long planned) {
    return totals.own.atNanos() - planned - busy(last.own, totals.own);
  }

  /**
   * Whether the process used no more CPU time than it could have before and after it was frozen.
   */
  private static boolean isIdle(Totals last, Totals totals, long frozen) {
    long around = totals.own.atNanos() - last.own.atNanos() - frozen;
    return totals.processCpu - last.processCpu < frozen / 10 + CPUS * around;
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
