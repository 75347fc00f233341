package io.loopscope.eventloop.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loopscope.eventloop.BlockTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitTests {
  private static final long MS = 1_000_000;

  @Test
  void addsUpToTheLengthWhateverIsKnown() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      TimeSlice known = random(random);
      long nanos = 1 + random.nextLong(1_000 * MS);
      Split split = new Split(known, random.nextLong(500 * MS), nanos);
      split.explain(random.nextInt(4) == 0 ? Double.NaN : random.nextDouble());
      split.stop(random.nextLong(1_000 * MS));
      BlockTime time =
          split.time(new HostLosses(random.nextLong(300 * MS), random.nextLong(300 * MS)));

      assertThat(time.totalMs()).as("round %d", i).isCloseTo(nanos / 1e6, within(0.01));
      assertThat(time.parts().values()).as("round %d: %s", i, time).allMatch(ms -> ms > -0.01);
    }
  }

  @Test
  void takesUnexplainedTimeForAWaitAsFarAsTheStacksWaited() {
    TimeSlice known = Times.onCpu(20);
    known.unexplained = 80 * MS;
    Split split = new Split(known, 0, 100 * MS);
    split.explain(0.75);

    assertThat(split.time(HostLosses.NONE)).isEqualTo(new BlockTime(20, 20, 0, 0, 60, 0, 0));
  }

  @Test
  void takesUnexplainedTimeWithoutStacksForALackOfCpu() {
    Split split = new Split(Times.onCpu(20), 0, 100 * MS);
    split.explain(Double.NaN);

    assertThat(split.time(HostLosses.NONE)).isEqualTo(new BlockTime(20, 80, 0, 0, 0, 0, 0));
  }

  @Test
  void takesAStopFromWhatLooksLikeSleepAndNotFromWhatWasComputed() {
    Split split = new Split(Times.of(30, 60), 10 * MS, 100 * MS);
    split.stop(90 * MS);

    assertThat(split.time(HostLosses.NONE)).isEqualTo(new BlockTime(30, 0, 0, 0, 0, 0, 70));
  }

  @Test
  void doesNotCallMoreThrottledThanWasRunnable() {
    Split split = new Split(Times.of(30, 60), 10 * MS, 100 * MS);

    assertThat(split.time(new HostLosses(50 * MS, 50 * MS)))
        .isEqualTo(new BlockTime(30, 0, 10, 0, 60, 0, 0));
  }

  @Test
  void doesNotCallStolenWhatTheRunQueueAccountsFor() {
    TimeSlice known = Times.onCpu(30);
    known.runnable = 70 * MS;
    Split split = new Split(known, 0, 100 * MS);

    assertThat(split.time(new HostLosses(0, 50 * MS)))
        .isEqualTo(new BlockTime(30, 70, 0, 0, 0, 0, 0));
  }

  private static TimeSlice random(SplittableRandom random) {
    TimeSlice known = new TimeSlice();
    known.cpu = random.nextLong(300 * MS);
    known.runnable = random.nextLong(300 * MS);
    known.sleeping = random.nextLong(300 * MS);
    known.io = random.nextLong(300 * MS);
    known.stopped = random.nextLong(100 * MS);
    known.unexplained = random.nextLong(300 * MS);
    return known;
  }
}
