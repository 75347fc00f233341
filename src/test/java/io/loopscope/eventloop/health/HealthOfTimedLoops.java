package io.loopscope.eventloop.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Judges loops in hand-made time. */
abstract class HealthOfTimedLoops {
  final TimedLoops loops = new TimedLoops();

  GroupHealth http() {
    return loops.health("http");
  }

  void assertWell() {
    assertThat(loops.groups())
        .allSatisfy(
            group -> {
              assertThat(group.isOutOfService()).isFalse();
              assertThat(group.starved()).isEmpty();
            });
  }

  void assertNeverOut(Duration time) {
    loops.pass(time, () -> assertThat(http().isOutOfService()).isFalse());
  }
}
