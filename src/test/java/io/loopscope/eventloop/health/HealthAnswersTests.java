package io.loopscope.eventloop.health;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** When {@link LoopHealth} has an answer at all. */
class HealthAnswersTests {
  private final TimedLoops loops = new TimedLoops();

  @Test
  void hasNoAnswerBeforeItFirstLooked() {
    assertThat(loops.health().groups()).isEmpty();
  }

  @Test
  void hasNoAnswerAfterTenSecondsWithoutASample() {
    loops.add("http", 1);
    loops.pass(Duration.ofSeconds(1));
    loops.standStill(Duration.ofSeconds(11));
    assertThat(loops.health().groups()).isEmpty();

    loops.pass(Duration.ofSeconds(1));
    assertThat(loops.health().groups()).isPresent();
  }

  @Test
  void answersWhileItLooks() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    LoopHealth health =
        new LoopHealth(
            now -> {
              looking.countDown();
              hold(now == 0 ? new CountDownLatch(0) : end);
              return List.of(new LoopSnapshot(this, "http", 0, 0, 0));
            },
            TimedLoops.settings(),
            () -> 0,
            () -> TimedLoops.START);
    health.sample(0);
    Thread judge = Thread.ofPlatform().start(() -> health.sample(1_000_000_000L));
    assertThat(looking.await(10, SECONDS)).isTrue();

    assertThat(health.groups()).isPresent();
    end.countDown();
    judge.join();
  }

  private static void hold(CountDownLatch end) {
    try {
      assertThat(end.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
