package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.BlockReason;
import io.loopscope.eventloop.account.JvmStopCounters;
import io.loopscope.eventloop.account.ThreadAccount;
import io.loopscope.eventloop.account.ThreadReading;
import io.loopscope.eventloop.account.ThreadState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In time and with counters that the test sets. */
class StopDetectorTests {
  private static final long MS = 1_000_000;

  private final Counters counters = new Counters();
  private final StopDetector stops = new StopDetector(counters, counters, () -> counters.process);
  private long now;

  @Test
  void findsACollectionByTheCountersOfTheJvm() {
    start();
    counters.stopped(80, 75);
    comesBack(90, 80);

    assertThat(within(0, 1_000)).isEqualTo(80);
    assertThat(within(150, 160)).isEqualTo(10);
    assertThat(within(200, 300)).isZero();
    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.GC);
  }

  @Test
  void tellsOtherSafepointsFromCollections() {
    start();
    counters.stopped(80, 10);
    comesBack(90, 80);

    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.SAFEPOINT);
  }

  @Test
  void findsAStopThatDidNotMakeItLate() {
    start();
    counters.stopped(5, 5);
    comesBack(10, 0);

    assertThat(within(0, 1_000)).isEqualTo(5);
  }

  @Test
  void addsStopsUp() {
    start();
    counters.stopped(10, 10);
    comesBack(10, 10);
    counters.stopped(20, 20);
    comesBack(30, 20);

    assertThat(within(0, 1_000)).isEqualTo(30);
  }

  @Test
  void doesNotCallItsOwnLatenessAStopIfItWaitedForACpu() {
    start();
    counters.waitsForACpu(200);
    comesBack(210, 200);

    assertThat(within(0, 1_000)).isZero();
    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.UNKNOWN);
  }

  @Test
  void doesNotCallItsOwnLatenessAStopIfItComputed() {
    start();
    counters.computes(200);
    comesBack(210, 200);

    assertThat(within(0, 1_000)).isZero();
  }

  @Test
  void doesNotCallItsOwnLatenessAStopIfOtherThreadsRan() {
    start();
    counters.othersCompute(150);
    comesBack(210, 200);

    assertThat(within(0, 1_000)).isZero();
  }

  @Test
  void findsASuspendedProcessInWhichNoThreadRanOrWantedTo() {
    start();
    comesBack(310, 300);

    assertThat(within(0, 1_000)).isEqualTo(300);
    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.SUSPENDED);
  }

  @Test
  void doesNotCountTheOrdinaryLatenessOfAThread() {
    start();
    comesBack(15, 5);
    comesBack(25, 15);

    assertThat(within(0, 1_000)).isZero();
  }

  @Test
  void knowsOnlyCollectionsAndLatenessWhereSafepointsAreNotCounted() {
    counters.all = false;
    start();
    counters.othersCompute(100);
    comesBack(310, 300);

    assertThat(within(0, 1_000)).isEqualTo(300);
    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.SAFEPOINT);
  }

  /** The JVM adds a stop up after the threads go on, so a look may come too early for it. */
  @Test
  void findsAStopThatIsCountedAMomentLate() {
    start();
    counters.othersCompute(80);
    counters.stoppedButCountedLater(80, System.nanoTime() + 50_000);
    comesBack(90, 80);

    assertThat(within(0, 1_000)).isEqualTo(80);
  }

  /** The thread that counts may itself have to wait for a CPU. */
  @Test
  void findsAStopThatIsCountedOnlyByTheNextLook() {
    start();
    counters.othersCompute(400);
    comesBack(410, 400);
    assertThat(within(0, 1_000)).isZero();

    counters.stopped(400, 400);
    comesBack(10, 0);
    assertThat(within(100, 520)).isEqualTo(400);
    assertThat(within(510, 520)).isZero();
    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.GC);
  }

  /** A collection is counted before the safepoint that it happens in. */
  @Test
  void findsACollectionWhoseSafepointIsNotCountedYetAndDoesNotCountItTwice() {
    start();
    counters.collected(400);
    comesBack(410, 400);
    assertThat(within(0, 1_000)).isEqualTo(400);
    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.GC);

    counters.stopped(401, 0);
    comesBack(10, 0);
    assertThat(within(0, 1_000)).isEqualTo(400);
  }

  @Test
  void doesNotTakeACollectionForAStopThatDelayedNothing() {
    start();
    counters.collected(9);
    comesBack(10, 0);

    assertThat(within(0, 1_000)).isZero();
  }

  @Test
  void findsASuspendedProcessThatWasBusyBeforeAndAfter() {
    start();
    counters.othersCompute(18);
    comesBack(110, 100);

    assertThat(within(0, 1_000)).isEqualTo(100);
    assertThat(stops.reason(0, 1_000 * MS)).isEqualTo(BlockReason.SUSPENDED);
  }

  @Test
  void neverFindsMoreStopThanTimePassed() {
    start();
    counters.stopped(500, 500);
    comesBack(50, 40);

    assertThat(within(-1_000, 1_000)).isEqualTo(50);
  }

  @Test
  void passesStopsOnInOrderOnceTheyHaveEnded() {
    start();
    counters.stopped(10, 10);
    comesBack(10, 10);
    counters.stopped(20, 20);
    comesBack(30, 20);
    List<String> passedOn = new ArrayList<>();

    stops.ended(0, 130 * MS, (start, end) -> passedOn.add("by 130: " + start / MS));
    stops.ended(0, 140 * MS, (start, end) -> passedOn.add("by 140: " + start / MS));
    stops.ended(110 * MS, 140 * MS, (start, end) -> passedOn.add("after 110: " + start / MS));
    stops.ended(140 * MS, 200 * MS, (start, end) -> passedOn.add("after 140: " + start / MS));

    assertThat(passedOn)
        .containsExactly("by 130: 100", "by 140: 100", "by 140: 120", "after 110: 120");
  }

  @Test
  void forgetsTheOldestFirst() {
    start();
    for (int i = 0; i < 100; i++) {
      counters.stopped(10, 10);
      comesBack(100, 10);
    }

    assertThat(within(0, 100_000)).isEqualTo(64 * 10);
    assertThat(within(0, 1_000)).isZero();
  }

  private void start() {
    now = 100 * MS;
    stops.look(now, now);
  }

  /** So many milliseconds after the last time, and so many later than planned. */
  private void comesBack(long afterMs, long lateMs) {
    now += afterMs * MS;
    stops.look(now - lateMs * MS, now);
  }

  private long within(long startMs, long endMs) {
    return stops.within(startMs * MS, endMs * MS) / MS;
  }

  private static final class Counters implements JvmStopCounters, ThreadAccount {
    private boolean all = true;
    private long stopped;
    private long collected;
    private long cpu;
    private long runDelay;
    private long process;
    private long late;
    private long countedAt;

    void stopped(long ms, long collectionMs) {
      stopped += ms * MS;
      collected += collectionMs * MS;
      process += ms * MS;
    }

    void collected(long ms) {
      collected += ms * MS;
      process += ms * MS;
    }

    /** In real time, as it is real time that the detector gives the JVM. */
    void stoppedButCountedLater(long ms, long atNanos) {
      late = ms * MS;
      countedAt = atNanos;
    }

    void waitsForACpu(long ms) {
      runDelay += ms * MS;
    }

    void computes(long ms) {
      cpu += ms * MS;
      process += ms * MS;
    }

    void othersCompute(long ms) {
      process += ms * MS;
    }

    @Override
    public long stoppedNanos() {
      return late > 0 && System.nanoTime() - countedAt >= 0 ? stopped + late : stopped;
    }

    @Override
    public long collectionNanos() {
      return collected;
    }

    @Override
    public boolean countsAllSafepoints() {
      return all;
    }

    @Override
    public ThreadReading counters(long nowNanos) {
      return new ThreadReading(nowNanos, cpu, runDelay, ThreadState.UNKNOWN, -1);
    }

    @Override
    public ThreadReading complete(long nowNanos) {
      return counters(nowNanos);
    }

    @Override
    public void close() {}
  }
}
