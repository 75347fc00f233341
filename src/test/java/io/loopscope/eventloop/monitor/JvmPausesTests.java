package io.loopscope.eventloop.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JvmPausesTests {
  private static final long MS = 1_000_000;

  private final JvmPauses pauses = new JvmPauses();

  @Test
  void tellHowMuchOfABlockTheJudgeCouldNotRunEither() {
    pauses.woke(100 * MS, 180 * MS, LongStream::empty);

    assertThat(pauses.within(90 * MS, 200 * MS)).isEqualTo(80 * MS);
    assertThat(pauses.within(150 * MS, 160 * MS)).isEqualTo(10 * MS);
    assertThat(pauses.within(200 * MS, 300 * MS)).isZero();
  }

  @Test
  void addUp() {
    pauses.woke(100 * MS, 110 * MS, LongStream::empty);
    pauses.woke(120 * MS, 140 * MS, LongStream::empty);

    assertThat(pauses.within(0, 1_000 * MS)).isEqualTo(30 * MS);
  }

  @Test
  void doNotCountTheOrdinaryLatenessOfAThread() {
    pauses.woke(100 * MS, 103 * MS, LongStream::empty);

    assertThat(pauses.within(0, 1_000 * MS)).isZero();
  }

  @Test
  void countOnlyTheLongestTimeInWhichNoOtherThreadRanEither() {
    pauses.woke(100 * MS, 180 * MS, () -> LongStream.of(90 * MS, 170 * MS, 110 * MS, 200 * MS));

    assertThat(pauses.within(0, 1_000 * MS)).isEqualTo(60 * MS);
    assertThat(pauses.within(170 * MS, 180 * MS)).isZero();
  }

  @Test
  void areNoneIfOthersRanAllTheTime() {
    pauses.woke(100 * MS, 112 * MS, () -> LongStream.of(104 * MS, 108 * MS));

    assertThat(pauses.within(0, 1_000 * MS)).isZero();
  }

  @Test
  void arePassedOnInOrderOnceTheyHaveEnded() {
    pauses.woke(100 * MS, 110 * MS, LongStream::empty);
    pauses.woke(120 * MS, 140 * MS, LongStream::empty);
    List<String> passedOn = new ArrayList<>();

    pauses.ended(0, 130 * MS, (start, end) -> passedOn.add("by 130: " + start / MS));
    pauses.ended(0, 140 * MS, (start, end) -> passedOn.add("by 140: " + start / MS));
    pauses.ended(110 * MS, 140 * MS, (start, end) -> passedOn.add("after 110: " + start / MS));
    pauses.ended(140 * MS, 200 * MS, (start, end) -> passedOn.add("after 140: " + start / MS));

    assertThat(passedOn)
        .containsExactly("by 130: 100", "by 140: 100", "by 140: 120", "after 110: 120");
  }

  @Test
  void forgetTheOldestFirst() {
    for (long i = 0; i < 100; i++) {
      pauses.woke(i * 100 * MS, (i * 100 + 10) * MS, LongStream::empty);
    }

    assertThat(pauses.within(0, 100 * 100 * MS)).isEqualTo(64 * 10 * MS);
    assertThat(pauses.within(0, 1_000 * MS)).isZero();
  }
}
