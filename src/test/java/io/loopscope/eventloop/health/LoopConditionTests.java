package io.loopscope.eventloop.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.health.GroupHealth.Starved;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Readings that a racing reader may get of a clock. */
class LoopConditionTests {
  private static final long HALF_SECOND = 500_000_000;

  private final LoopCondition loop = new LoopCondition(TimedLoops.settings());
  private HealthSample look = HealthSample.first(0, TimedLoops.START);

  @Test
  void isNotStarvedByWhatWasBeforeTheFirstLook() {
    read(Duration.ofHours(7));
    read(Duration.ofHours(7));

    assertThat(starved()).isEmpty();
  }

  @Test
  void isNotStarvedByAReadingThatCountsALongBlockTwice() {
    read(Duration.ZERO);
    read(Duration.ofSeconds(60));
    for (int i = 0; i < 18; i++) {
      read(Duration.ofSeconds(30));
    }

    assertThat(starved()).isEmpty();
  }

  @Test
  void staysStarvedAfterAReadingThatMissesTheBlockThatEnds() {
    for (int i = 0; i <= 20; i++) {
      read(Duration.ofMillis(500L * i));
    }
    assertThat(starved()).isPresent();
    read(Duration.ZERO);
    read(Duration.ofSeconds(11));

    assertThat(starved()).map(Starved::fraction).hasValue(0.95);
  }

  @Test
  void doesNotTakeManyShortTurnsForALongOne() {
    for (int i = 0; i < 200; i++) {
      look = look.next(look.now() + HALF_SECOND, TimedLoops.START);
      loop.look(look, new LoopSnapshot(this, "http", 0, HALF_SECOND - 1, 0));
    }

    assertThat(loop.dead("http", 0)).isEmpty();
  }

  private void read(Duration starved) {
    loop.look(look, new LoopSnapshot(this, "http", 0, 0, starved.toNanos()));
    look = look.next(look.now() + HALF_SECOND, TimedLoops.START);
  }

  private Optional<Starved> starved() {
    return loop.starved(0);
  }
}
