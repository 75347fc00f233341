package io.loopscope.eventloop.account;

/** The account of a turn, of readings that a test makes by hand, a phase at a time. */
public final class HandMadeAccount {
  private static final long MS = 1_000_000;

  private final TurnAccount account =
      new TurnAccount(0, new ThreadReading(0, 0, 0, ThreadState.RUNNABLE, 0));
  private long now;
  private long cpu;
  private long runDelay;
  private long majorFaults;

  public HandMadeAccount computes(long ms) {
    cpu += ms * MS;
    return lasts(ms, ThreadState.RUNNABLE);
  }

  /** Runnable without a CPU, and booked as such. */
  public HandMadeAccount isQueued(long ms) {
    runDelay += ms * MS;
    return lasts(ms, ThreadState.RUNNABLE);
  }

  /** Runnable without a CPU, and not yet booked. */
  public HandMadeAccount makesNoProgress(long ms) {
    return lasts(ms, ThreadState.RUNNABLE);
  }

  public HandMadeAccount sleeps(long ms) {
    return lasts(ms, ThreadState.SLEEPING);
  }

  public HandMadeAccount waitsForDisk(long ms) {
    return lasts(ms, ThreadState.UNINTERRUPTIBLE);
  }

  public HandMadeAccount isStoppedBySignal(long ms) {
    return lasts(ms, ThreadState.STOPPED);
  }

  /** Pages were brought from a disk in what follows. */
  public HandMadeAccount faults() {
    majorFaults++;
    return this;
  }

  public TurnAccount account() {
    return account;
  }

  /** What the thread's counters are now. */
  public ThreadReading reading(ThreadState state) {
    return new ThreadReading(now, cpu, runDelay, state, majorFaults);
  }

  private HandMadeAccount lasts(long ms, ThreadState state) {
    now += ms * MS;
    account.add(reading(state));
    return this;
  }
}
