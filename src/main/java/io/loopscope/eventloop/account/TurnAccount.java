package io.loopscope.eventloop.account;

import io.loopscope.eventloop.BlockTime;
import org.jspecify.annotations.Nullable;

/**
 * The account of one turn of a loop, made of readings of its thread: what became of every interval
 * between two of them.
 *
 * <p>An interval is first what was booked as CPU time and as run delay in it; the rest was spent in
 * the state in which the thread was seen at its end. Run delay is booked late, when the thread gets
 * a CPU, so a runnable thread without progress counts as {@code awaited} until it is. The reader
 * may lose its CPU between looking at the time and at the counters: CPU time that does not fit into
 * an interval is of the next one. Not safe for use by several threads.
 */
public final class TurnAccount {
  private final long startNanos;
  private final @Nullable ThreadReading before;
  private final TimeSlice total = new TimeSlice();
  private TimeSlice slice = new TimeSlice();
  private @Nullable ThreadReading last;
  private long awaited;
  private long usedEarlier;
  private long firstMajorFaults = -1;

  /**
   * @param startNanos when the turn began
   * @param before the last reading before that; null if there is none
   */
  public TurnAccount(long startNanos, @Nullable ThreadReading before) {
    this.startNanos = startNanos;
    this.before = before;
  }

  /** Adds a reading that was taken while the turn lasted. */
  public void add(ThreadReading reading) {
    ThreadReading from = last == null ? before : last;
    long since = last == null ? startNanos : last.atNanos();
    interval(from, reading, Math.max(0, reading.atNanos() - since), seenState(reading));
    if (firstMajorFaults < 0) {
      firstMajorFaults = reading.majorFaults();
    }
    last = reading;
  }

  /** What was added since this was called last. */
  public TimeSlice takeSlice() {
    TimeSlice taken = slice;
    slice = new TimeSlice();
    return taken;
  }

  /** Pages that the thread waited for a disk to bring, as far as seen. */
  public boolean hasMajorFaults() {
    return last != null && firstMajorFaults >= 0 && last.majorFaults() > firstMajorFaults;
  }

  /** CPU time used in the turn so far. */
  public long cpuNanos() {
    return total.cpu;
  }

  /** Adds the end of the turn, from the first reading after it. */
  public void end(long endNanos, @Nullable ThreadReading after) {
    ThreadReading from = last == null ? before : last;
    long since = last == null ? startNanos : last.atNanos();
    long length = Math.max(0, endNanos - since);
    if (after != null) {
      interval(from == null ? atBirth(since) : from, after, length, endState(after));
    } else if (last != null) {
      rest(length, last.state());
    }
    if (after != null && after.knowsRunDelay()) {
      settleRest();
    }
  }

  /**
   * The parts, made to add up to the length.
   *
   * @param nanos length of the turn so far
   * @param stoppedNanos proven stops of the JVM or the process within it
   * @param host what was withheld from the process meanwhile
   * @param waitingShare part of the samples whose stack waits, for time that nothing else explains
   * @param isSuspended whether the thread slept though it was neither waiting nor in a native
   *     method
   */
  public BlockTime time(
      long nanos, long stoppedNanos, HostLosses host, double waitingShare, boolean isSuspended) {
    Split split = new Split(total, awaited, nanos);
    split.explain(waitingShare);
    split.stop(isSuspended ? nanos : stoppedNanos);
    return split.time(host);
  }

  /** Time asleep in the turn so far. */
  public long sleepingNanos() {
    return total.sleeping;
  }

  /** Whether anything is known of the turn. */
  public boolean isKnown() {
    return total.totalNanos() > 0;
  }

  private void interval(
      @Nullable ThreadReading from, ThreadReading to, long length, ThreadState state) {
    if (from == null) {
      book(state == ThreadState.RUNNABLE ? length : 0, 0);
      rest(state == ThreadState.RUNNABLE ? 0 : length, state);
      return;
    }
    boolean knowsCpu = from.knowsCpu() && to.knowsCpu();
    boolean knowsDelay = from.knowsRunDelay() && to.knowsRunDelay();
    long used = knowsCpu ? Math.max(0, to.cpuNanos() - from.cpuNanos()) + usedEarlier : 0;
    long cpu = Math.min(used, length);
    usedEarlier = from == last ? used - cpu : 0;
    long delay = knowsDelay ? Math.max(0, to.runDelayNanos() - from.runDelayNanos()) : 0;
    long delayHere = Math.min(delay, length - cpu);
    book(cpu, delayHere);
    settle(delay - delayHere);
    rest(length - cpu - delayHere, state);
  }

  private void book(long cpu, long delay) {
    total.cpu += cpu;
    slice.cpu += cpu;
    total.runnable += delay;
    slice.runnable += delay;
  }

  /** Delay that is booked now and was waited for before. */
  private void settle(long delay) {
    long settled = Math.min(delay, awaited);
    awaited -= settled;
    total.runnable += settled;
  }

  private void rest(long nanos, ThreadState state) {
    switch (state) {
      case RUNNABLE -> awaited += nanos;
      case SLEEPING -> {
        total.sleeping += nanos;
        slice.sleeping += nanos;
      }
      case UNINTERRUPTIBLE -> {
        total.io += nanos;
        slice.io += nanos;
      }
      case STOPPED -> {
        total.stopped += nanos;
        slice.stopped += nanos;
      }
      case UNKNOWN -> {
        total.unexplained += nanos;
        slice.unexplained += nanos;
      }
    }
  }

  /**
   * Once the thread has run again all its run delay is booked: what is left of the time it slept.
   */
  private ThreadState endState(ThreadReading after) {
    ThreadState seen = last == null ? ThreadState.UNKNOWN : last.state();
    return seen == ThreadState.UNKNOWN && after.knowsRunDelay() ? ThreadState.SLEEPING : seen;
  }

  /** Waits that were never booked as run delay were of the kind that was seen more often. */
  private void settleRest() {
    if (total.io + total.sleeping > awaited) {
      rest(awaited, total.io > total.sleeping ? ThreadState.UNINTERRUPTIBLE : ThreadState.SLEEPING);
      awaited = 0;
    }
  }

  /** A thread that was just woken says little of the interval in which it slept. */
  private ThreadState seenState(ThreadReading reading) {
    ThreadState before = last == null ? ThreadState.UNKNOWN : last.state();
    boolean justWoken = reading.state() == ThreadState.RUNNABLE && before.isWaiting();
    return justWoken ? before : reading.state();
  }

  /** Of a thread that was never read before: what it used since it began, it used here. */
  private static ThreadReading atBirth(long since) {
    return new ThreadReading(since, 0, 0, ThreadState.UNKNOWN, -1);
  }
}
