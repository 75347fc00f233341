package io.loopscope.process;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBackoffTests {
  private static final Duration SHORT_RUN = Duration.ofSeconds(3);
  private static final Duration LONG_RUN = Duration.ofMinutes(5);

  private final RestartBackoff backoff = RestartBackoff.DEFAULT;

  @Test
  void growUntilTheyAreLongEnough() {
    Duration pause = backoff.next(SHORT_RUN, ZERO);
    assertThat(pause).isEqualTo(backoff.first());
    pause = backoff.next(SHORT_RUN, pause);
    assertThat(pause).isEqualTo(backoff.first().multipliedBy(2));
    for (int i = 0; i < 20; i++) {
      pause = backoff.next(SHORT_RUN, pause);
    }
    assertThat(pause).isEqualTo(backoff.longest());
  }

  @Test
  void beginAnewAfterALongLife() {
    assertThat(backoff.next(LONG_RUN, backoff.longest())).isEqualTo(backoff.first());
  }
}
