package io.loopscope.eventloop.account;

import static io.loopscope.eventloop.account.ThreadState.RUNNABLE;
import static io.loopscope.eventloop.account.ThreadState.SLEEPING;
import static io.loopscope.eventloop.account.ThreadState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.BlockTime;
import org.junit.jupiter.api.Test;

/** In milliseconds, with readings made by hand. */
class TurnAccountTests {
  private static final long MS = 1_000_000;

  @Test
  void keepsWhatWasSeenApart() {
    TurnAccount account =
        new HandMadeAccount().computes(40).isQueued(20).sleeps(25).waitsForDisk(15).account();

    assertThat(time(account, 100)).isEqualTo(new BlockTime(40, 20, 0, 0, 25, 15, 0));
  }

  @Test
  void countsATimeStoppedByASignal() {
    TurnAccount account = new HandMadeAccount().computes(40).isStoppedBySignal(60).account();

    assertThat(time(account, 100)).isEqualTo(new BlockTime(40, 0, 0, 0, 0, 0, 60));
  }

  @Test
  void takesARunnableThreadWithoutProgressForOneWithoutACpuWhileItLasts() {
    TurnAccount account = new HandMadeAccount().computes(10).makesNoProgress(90).account();

    assertThat(time(account, 100)).isEqualTo(new BlockTime(10, 90, 0, 0, 0, 0, 0));
  }

  /** The kernel books a wait for a CPU when it is over, in one step. */
  @Test
  void doesNotCountRunDelayTwiceThatIsBookedLate() {
    TurnAccount account = new TurnAccount(0, reading(0, 0, 0, RUNNABLE));
    account.add(reading(30, 10, 0, RUNNABLE));
    account.add(reading(60, 10, 0, RUNNABLE));
    account.add(reading(100, 40, 60, RUNNABLE));

    assertThat(time(account, 100)).isEqualTo(new BlockTime(40, 60, 0, 0, 0, 0, 0));
  }

  @Test
  void takesAThreadThatWasJustWokenForAsleepUntilThen() {
    TurnAccount account = new TurnAccount(0, reading(0, 0, 0, RUNNABLE));
    account.add(reading(10, 10, 0, SLEEPING));
    account.add(reading(100, 11, 0, RUNNABLE));

    assertThat(time(account, 100)).isEqualTo(new BlockTime(11, 0, 0, 0, 89, 0, 0));
  }

  /** The reader may be preempted between looking at the time and at the counters. */
  @Test
  void keepsCpuTimeThatDoesNotFitIntoItsInterval() {
    TurnAccount account = new TurnAccount(0, reading(0, 0, 0, RUNNABLE));
    account.add(reading(10, 10, 0, RUNNABLE));
    account.add(reading(20, 32, 0, RUNNABLE));
    account.add(reading(50, 50, 0, RUNNABLE));

    assertThat(time(account, 50)).isEqualTo(new BlockTime(50, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void doesNotKeepCpuTimeOfTheTurnBefore() {
    TurnAccount account = new TurnAccount(0, reading(-50, 0, 0, UNKNOWN));
    account.add(reading(10, 55, 0, RUNNABLE));
    account.add(reading(50, 55, 0, SLEEPING));

    assertThat(time(account, 50)).isEqualTo(new BlockTime(10, 0, 0, 0, 40, 0, 0));
  }

  @Test
  void accountsForTheTimeBeforeTheFirstLookAndAfterTheLast() {
    TurnAccount account = new TurnAccount(0, reading(-5, 0, 0, UNKNOWN));
    account.add(reading(5, 5, 0, RUNNABLE));
    account.add(reading(15, 6, 0, SLEEPING));
    account.end(100 * MS, reading(102, 8, 0, UNKNOWN));

    assertThat(time(account, 100)).isEqualTo(new BlockTime(8, 0, 0, 0, 92, 0, 0));
  }

  @Test
  void takesUnbookedWaitsOfATurnThatIsOverForASleep() {
    TurnAccount account = new TurnAccount(0, reading(0, 0, 0, UNKNOWN));
    account.add(reading(10, 1, 0, RUNNABLE));
    account.add(reading(20, 1, 0, SLEEPING));
    account.end(100 * MS, reading(101, 2, 0, UNKNOWN));

    assertThat(time(account, 100)).isEqualTo(new BlockTime(2, 0, 0, 0, 98, 0, 0));
  }

  @Test
  void accountsForATurnThatWasNeverLookedAtByTheReadingsAroundIt() {
    TurnAccount account = new TurnAccount(0, reading(-1, 0, 0, UNKNOWN));
    account.end(100 * MS, reading(101, 30, 50, UNKNOWN));

    assertThat(time(account, 100)).isEqualTo(new BlockTime(30, 50, 0, 0, 20, 0, 0));
  }

  @Test
  void knowsNothingOfATurnWithoutAnyReading() {
    TurnAccount account = new TurnAccount(0, null);
    account.end(100 * MS, null);

    assertThat(account.isKnown()).isFalse();
  }

  @Test
  void leavesToTheStacksWhatTheJvmAloneCannotTell() {
    TurnAccount account = new TurnAccount(0, new ThreadReading(0, 0, -1, UNKNOWN, -1));
    account.add(new ThreadReading(100 * MS, 10 * MS, -1, UNKNOWN, -1));

    assertThat(account.time(100 * MS, 0, HostLosses.NONE, 1, false))
        .isEqualTo(new BlockTime(10, 0, 0, 0, 90, 0, 0));
    assertThat(account.time(100 * MS, 0, HostLosses.NONE, 0, false))
        .isEqualTo(new BlockTime(10, 90, 0, 0, 0, 0, 0));
  }

  @Test
  void callsStolenWhatTheHypervisorTook() {
    TurnAccount account = new HandMadeAccount().computes(10).makesNoProgress(90).account();

    assertThat(account.time(100 * MS, 0, new HostLosses(0, 80 * MS), Double.NaN, false))
        .isEqualTo(new BlockTime(10, 10, 0, 80, 0, 0, 0));
  }

  @Test
  void callsAllSleepAStopOfAThreadThatWasSuspended() {
    TurnAccount account = new HandMadeAccount().computes(10).sleeps(90).account();

    assertThat(account.time(100 * MS, 0, HostLosses.NONE, Double.NaN, true))
        .isEqualTo(new BlockTime(10, 0, 0, 0, 0, 0, 90));
  }

  @Test
  void handsOverWhatWasAddedSinceTheLastSlice() {
    HandMadeAccount made = new HandMadeAccount().computes(10);
    assertThat(made.account().takeSlice().cpuNanos()).isEqualTo(10 * MS);

    made.sleeps(20);
    TimeSlice slice = made.account().takeSlice();
    assertThat(slice.cpuNanos()).isZero();
    assertThat(slice.sleepingNanos()).isEqualTo(20 * MS);
    assertThat(made.account().takeSlice().totalNanos()).isZero();
  }

  @Test
  void seesMajorFaultsOfTheTurnOnly() {
    assertThat(new HandMadeAccount().faults().computes(10).computes(10).account().hasMajorFaults())
        .isFalse();
    assertThat(new HandMadeAccount().computes(10).faults().waitsForDisk(10).account())
        .matches(TurnAccount::hasMajorFaults);
  }

  private static ThreadReading reading(long at, long cpu, long delay, ThreadState state) {
    return new ThreadReading(at * MS, cpu * MS, delay * MS, state, 0);
  }

  private static BlockTime time(TurnAccount account, long ms) {
    return account.time(ms * MS, 0, HostLosses.NONE, Double.NaN, false);
  }
}
