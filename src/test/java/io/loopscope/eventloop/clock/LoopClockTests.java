package io.loopscope.eventloop.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopClockTests {
  private static final long MS = 1_000_000;
  private static final int TEN_MS = 2;

  private final LoopClock clock = new LoopClock();

  @Test
  void reportsTheAgeOfTheTurnInProgress() {
    clock.wake(100 * MS);

    assertThat(clock.awakeNanos(130 * MS)).isEqualTo(30 * MS);
  }

  @Test
  void isNotAwakeWhileTheLoopSleeps() {
    clock.wake(100 * MS);
    clock.sleep(110 * MS);

    assertThat(clock.awakeNanos(500 * MS)).isZero();
  }

  @Test
  void countsTheTurnInProgressAsBusy() {
    clock.wake(0);
    clock.sleep(10 * MS);
    clock.wake(50 * MS);

    assertThat(clock.busyNanos(55 * MS)).isEqualTo(15 * MS);
  }

  @Test
  void startsANewTurnWhenTheLoopLooksAtItsSocketsWithoutSleeping() {
    clock.wake(0);
    clock.wake(8 * MS);

    assertThat(clock.awakeNanos(9 * MS)).isEqualTo(MS);
    assertThat(clock.busyNanos(9 * MS)).isEqualTo(9 * MS);
  }

  @Test
  void countsOnlyTheTimeInWhichAnArrivalWaitsLongerThanTheThreshold() {
    clock.wake(0);
    clock.sleep(9 * MS);
    clock.wake(20 * MS);
    clock.sleep(50 * MS);

    assertThat(clock.starvedNanos(TEN_MS, 60 * MS)).isEqualTo(20 * MS);
  }

  @Test
  void countsStarvationWhileTheBlockLasts() {
    clock.wake(0);

    assertThat(clock.starvedNanos(TEN_MS, 250 * MS)).isEqualTo(240 * MS);
  }

  @Test
  void handsTurnsOfMoreThanAMillisecondToTheJudge() {
    clock.wake(0);
    clock.sleep(MS / 2);
    clock.wake(10 * MS);
    clock.sleep(15 * MS);

    assertThat(drained()).containsExactly("10..15");
  }

  @Test
  void dropsAndCountsTurnsThatTheJudgeDoesNotTake() {
    for (int i = 0; i < 1_100; i++) {
      clock.wake(10L * i * MS);
      clock.sleep((10L * i + 5) * MS);
    }

    assertThat(drained()).hasSize(1024);
    assertThat(clock.longTurns().dropped()).isEqualTo(1_100 - 1024);
  }

  @Test
  void neverGoesBackNorRunsAheadForAReaderWhileTheLoopWrites() throws InterruptedException {
    long start = System.nanoTime();
    long end = start + 300 * MS;
    Thread loop = Thread.ofPlatform().start(() -> turnUntil(end));
    long busy = 0;
    long starved = 0;
    while (loop.isAlive()) {
      long now = System.nanoTime();
      long busyNow = clock.busyNanos(now);
      long starvedNow = clock.starvedNanos(0, now);
      assertThat(busyNow).isBetween(busy, System.nanoTime() - start);
      assertThat(starvedNow).isBetween(starved, System.nanoTime() - start);
      busy = busyNow;
      starved = starvedNow;
    }
    loop.join();
    assertThat(busy).isPositive();
  }

  private void turnUntil(long end) {
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      clock.wake(now);
      clock.wake(System.nanoTime());
      clock.sleep(System.nanoTime());
    }
  }

  private List<String> drained() {
    List<String> turns = new ArrayList<>();
    clock.longTurns().drain((start, end) -> turns.add(start / MS + ".." + end / MS));
    return turns;
  }
}
