package io.loopscope.eventloop.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.health.GroupHealth.Starved;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@link LoopHealth} finds loops starved, and a group out of service for it. */
class StarvedLoopsTests extends HealthOfTimedLoops {
  @Test
  void isWellWithLoopsThatNeverStarted() {
    loops.add("http", 4);
    loops.pass(Duration.ofMinutes(10));

    assertThat(http().loops()).isEqualTo(4);
    assertWell();
  }

  @Test
  void isWellAfterASingleBlockOf300Milliseconds() {
    loops.add("http", 1).blocks(Duration.ofMillis(300), Duration.ofHours(1));

    assertNeverOut(Duration.ofSeconds(30));
  }

  @Test
  void isWellWithBlocksThatAreShorterThanAnArrivalMayWait() {
    loops.add("http", 4).blocks(Duration.ofMillis(240), Duration.ofMillis(250));

    assertNeverOut(Duration.ofMinutes(1));
  }

  @Test
  void isWellWithOneOfFourLoopsBlockedForTenSeconds() {
    loops.add("http", 4).only(0).blocks(Duration.ofSeconds(10), Duration.ofHours(1));

    assertNeverOut(Duration.ofSeconds(30));
  }

  @Test
  void namesTheStarvedLoopThatIsNotEnough() {
    loops.add("http", 4).only(2).blocks(Duration.ofHours(1), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(20));

    assertThat(http().starved())
        .singleElement()
        .satisfies(
            starved -> {
              assertThat(starved.loop()).isEqualTo(2);
              assertThat(starved.fraction()).isEqualTo(1.0);
              assertThat(Duration.between(TimedLoops.START, starved.since()))
                  .isBetween(Duration.ofMillis(5_250), Duration.ofMillis(5_750));
            });
    assertThat(http().outOfServiceFrom()).isEqualTo(2);
  }

  @Test
  void isOutOfServiceOnceTwoOfFourLoopsAreStarvedForHalfOfTheWindow() {
    loops.add("http", 4).only(0, 3).blocks(Duration.ofSeconds(9), Duration.ofHours(1));

    assertNeverOut(Duration.ofSeconds(5));
    loops.pass(Duration.ofSeconds(1));
    assertThat(http().isOutOfService()).isTrue();
    assertThat(http().starved()).extracting(Starved::loop).containsExactly(0, 3);
    assertThat(http().outOfServiceSince())
        .isBetween(TimedLoops.START.plusMillis(5_250), TimedLoops.START.plusMillis(5_750));
  }

  @Test
  void isBackInServiceOnceLessThanAFifthOfTheWindowWasStarved() {
    loops.add("http", 1).blocks(Duration.ofSeconds(6), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(6));
    assertThat(http().isOutOfService()).isTrue();

    // 2 s of the block are left in the window 8 s after its end
    loops.pass(Duration.ofMillis(7_500));
    assertThat(http().isOutOfService()).isTrue();
    loops.pass(Duration.ofMillis(1_500));
    assertWell();
  }

  @Test
  void doesNotFlapWhileTheFractionStaysBetweenLeaveAndEnter() {
    TimedLoops.Group group = loops.add("http", 2);
    // 1250 ms in which arrivals wait more than 250 ms, each 3 s: 0.25 to 0.42 of the window
    group.blocks(Duration.ofMillis(1_500), Duration.ofSeconds(3));
    assertNeverOut(Duration.ofMinutes(5));

    group.blocks(Duration.ofSeconds(6), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(6));
    assertThat(http().isOutOfService()).isTrue();
    Instant since = http().outOfServiceSince();

    group.blocks(Duration.ofMillis(1_500), Duration.ofSeconds(3));
    loops.pass(
        Duration.ofMinutes(5), () -> assertThat(http().outOfServiceSince()).isEqualTo(since));
  }

  @ParameterizedTest
  @CsvSource({
    "64, 31, false",
    "64, 32, true",
    "64, 64, true",
    "5, 2, false",
    "5, 3, true",
    "1, 1, true"
  })
  void takesHalfOfTheLoopsRoundedUp(int all, int starved, boolean out) {
    int[] indexes = IntStream.range(0, starved).toArray();
    loops.add("http", all).only(indexes).blocks(Duration.ofHours(1), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(20));

    assertThat(http().starved()).hasSize(starved);
    assertThat(http().isOutOfService()).isEqualTo(out);
  }

  @Test
  void judgesEachGroupForItself() {
    loops.add("http", 8);
    loops.add("downstream", 2).blocks(Duration.ofHours(1), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(20));

    assertThat(http().isOutOfService()).isFalse();
    assertThat(loops.health("downstream").isOutOfService()).isTrue();
  }

  @Test
  void judgesOnlyTheGroupsItIsToldTo() {
    loops.settings("eventloop.health.groups", "http,gprc");
    loops.add("http", 2);
    loops.add("downstream", 2).blocks(Duration.ofHours(1), Duration.ofHours(1));
    loops.pass(Duration.ofMinutes(2));

    assertThat(loops.groups()).extracting(GroupHealth::group).containsExactly("http", "gprc");
    assertThat(loops.health("gprc").loops()).isZero(); // a misspelt group can be seen
    assertWell();
    assertThat(loops.groups()).allSatisfy(group -> assertThat(group.dead()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 100, 250, 999})
  void saysTheSameHoweverOftenItSamples(int tickMs) {
    loops.tick(Duration.ofMillis(tickMs));
    loops.add("http", 1).blocks(Duration.ofMillis(5_900), Duration.ofHours(1));
    assertNeverOut(Duration.ofMillis(5_200));

    loops.pass(Duration.ofMillis(2_000));
    assertThat(http().isOutOfService()).isTrue();
    loops.pass(Duration.ofSeconds(10));
    assertWell();
  }
}
