package io.loopscope.process;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBackoffTests {
  private static final Duration SHORT_LIFE = Duration.ofSeconds(3);
  private static final Duration LONG_LIFE = Duration.ofMinutes(5);

  private final RestartBackoff pauses = RestartBackoff.DEFAULT;

  @Test
  void growUntilTheyAreLongEnough() {
    Duration pause = pauses.after(SHORT_LIFE, ZERO);
    assertThat(pause).isEqualTo(pauses.first());
    pause = pauses.after(SHORT_LIFE, pause);
    assertThat(pause).isEqualTo(pauses.first().multipliedBy(2));
    for (int i = 0; i < 20; i++) {
      pause = pauses.after(SHORT_LIFE, pause);
    }
    assertThat(pause).isEqualTo(pauses.longest());
  }

  @Test
  void beginAnewAfterALongLife() {
    assertThat(pauses.after(LONG_LIFE, pauses.longest())).isEqualTo(pauses.first());
  }
}
