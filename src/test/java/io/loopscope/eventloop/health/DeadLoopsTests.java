package io.loopscope.eventloop.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.health.GroupHealth.Dead;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which loops {@link LoopHealth} calls dead, also after the process stood still. */
class DeadLoopsTests extends HealthOfTimedLoops {
  @Test
  void forgetsLoopsThatAreGone() {
    TimedLoops.Group group = loops.add("http", 2);
    group.blocks(Duration.ofHours(1), Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(70));
    assertThat(http().dead()).hasSize(2);

    group.remove();
    loops.add("http", 2);
    loops.pass(Duration.ofSeconds(1));
    assertWell();
    assertThat(http().dead()).isEmpty();
  }

  @Test
  void callsALoopDeadThatDoesNotEndItsTurnInAMinute() {
    loops.add("http", 4).only(1).blocks(Duration.ofSeconds(70), Duration.ofHours(1));

    loops.pass(Duration.ofSeconds(60), () -> assertThat(http().dead()).isEmpty());
    loops.pass(Duration.ofSeconds(1));
    assertThat(http().dead()).containsExactly(new Dead("http", 1, 60));
    loops.pass(Duration.ofSeconds(10));
    assertThat(http().dead()).isEmpty();
  }

  @Test
  void doesNotCallALoopDeadThatStillGoesRound() {
    loops.add("http", 4).blocks(Duration.ofMillis(9_990), Duration.ofSeconds(10));

    loops.pass(Duration.ofMinutes(10), () -> assertThat(http().dead()).isEmpty());
    assertThat(http().isOutOfService()).isTrue();
  }

  @Test
  void doesNotTakeTimeInWhichTheProcessStoodStillForTheFaultOfALoop() {
    loops.add("http", 2).blocks(Duration.ofHours(3), Duration.ofHours(4));
    loops.pass(Duration.ofSeconds(2));
    loops.standStill(Duration.ofHours(1));

    assertNeverOut(Duration.ofSeconds(1));
    assertThat(http().dead()).isEmpty();
  }

  @Test
  void isStillFoundStarvedAfterAStandstill() {
    loops.add("http", 2).blocks(Duration.ofHours(3), Duration.ofHours(4));
    loops.pass(Duration.ofSeconds(2));
    loops.standStill(Duration.ofHours(1));
    loops.pass(Duration.ofSeconds(60));

    assertThat(http().isOutOfService()).isTrue();
    assertThat(http().dead()).hasSize(2);
  }
}
