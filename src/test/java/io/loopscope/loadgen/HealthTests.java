package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.host.CpuTimes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTests {
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final Health.Sends FINE =
      new Health.Sends("ping", 1_000, 1_000, 0, 0, 0, 0, false);
  private static final CpuTimes IDLE = new CpuTimes(0, 2_000, 0);

  @Test
  void isValidWhenNothingWentWrong() {
    Health health = judge(FINE, Pauses.NONE, IDLE);

    assertThat(health).isEqualTo(new Health(true, List.of(), 0, 0, 0.0, 0.0));
  }

  @Test
  void isValidUpToTheTolerances() {
    Health.Sends sends = new Health.Sends("ping", 1_000, 1_000, 10, 10, 10, 0, false);
    Pauses pauses = new Pauses(Duration.ofMillis(100).toNanos(), 1);

    assertThat(judge(sends, pauses, new CpuTimes(40, 2_000, 1e8)).valid()).isTrue();
  }

  @Test
  void isInvalidWhenSendsWereLate() {
    assertThat(reasons(new Health.Sends("ping", 1_000, 1_000, 11, 0, 0, 0, false)))
        .containsExactly("ping: 1.1 % of sends were late by more than 10 ms");
  }

  @Test
  void isInvalidWhenSendsWaitedForConnections() {
    assertThat(reasons(new Health.Sends("ping", 1_000, 1_000, 0, 500, 0, 0, false)))
        .containsExactly("ping: 50.0 % of sends waited more than 10 ms for a connection");
  }

  @Test
  void isInvalidWhenSendsWereDropped() {
    assertThat(reasons(new Health.Sends("ping", 1_000, 900, 0, 0, 100, 0, false)))
        .containsExactly("ping: 10.0 % of planned sends were dropped, too many were in flight");
  }

  @Test
  void isInvalidWhenPinnedConnectionsWereLost() {
    assertThat(reasons(new Health.Sends("ping", 1_000, 1_000, 0, 0, 0, 2, false)))
        .containsExactly("ping: 2 pinned connections were lost");
  }

  @Test
  void isInvalidWhenTheWarmUpDidNotSettle() {
    assertThat(reasons(new Health.Sends("ping", 1_000, 1_000, 0, 0, 0, 0, true)))
        .containsExactly("ping: latency had not settled when the warm-up ended");
  }

  @Test
  void isInvalidWhenTheGeneratorPaused() {
    Health health =
        judge(
            FINE,
            new Pauses(Duration.ofMillis(150).toNanos(), Duration.ofMillis(90).toNanos()),
            IDLE);

    assertThat(health.invalidBecause())
        .containsExactly("the generator itself paused for 1.5 % of the time");
    assertThat(health.pausedMs()).isEqualTo(150);
    assertThat(health.longestPauseMs()).isEqualTo(90);
  }

  @Test
  void isInvalidWhenTheHostTookCpuTime() {
    Health health = judge(FINE, Pauses.NONE, new CpuTimes(100, 2_000, 0));

    assertThat(health.invalidBecause()).containsExactly("the host took 5.0 % of all CPU time");
    assertThat(health.stolen()).isEqualTo(0.05);
  }

  @Test
  void isInvalidWhenTheCgroupWasThrottled() {
    Health health = judge(FINE, Pauses.NONE, new CpuTimes(0, 2_000, 5e8));

    assertThat(health.invalidBecause())
        .containsExactly("the generator's cgroup was throttled for 5.0 % of the time");
    assertThat(health.throttled()).isEqualTo(0.05);
  }

  @Test
  void doesNotHoldWhatItCannotReadAgainstAnybody() {
    Health health = judge(FINE, Pauses.NONE, CpuTimes.UNKNOWN);

    assertThat(health.valid()).isTrue();
    assertThat(health.stolen()).isNull();
    assertThat(health.throttled()).isNull();
  }

  @Test
  void isAsBadAsTheWorstOfSeveralGenerators() {
    Health merged =
        Health.merge(
            List.of(
                new Health(true, List.of(), 5, 5, 0.01, null),
                new Health(false, List.of("late"), 0, 0, 0.005, null)));

    assertThat(merged).isEqualTo(new Health(false, List.of("generator 1: late"), 5, 5, 0.01, null));
  }

  @Test
  void countsOnlyPausesThatAreLongEnough() {
    Pauses pauses = Pauses.NONE.plus(9, 10).plus(10, 10).plus(30, 10).plus(20, 10);

    assertThat(pauses).isEqualTo(new Pauses(50, 30));
  }

  private static List<String> reasons(Health.Sends sends) {
    return judge(sends, Pauses.NONE, IDLE).invalidBecause();
  }

  private static Health judge(Health.Sends sends, Pauses pauses, CpuTimes cpu) {
    return Health.of(
        new Health.Evidence(List.of(sends), MEASURED, pauses, cpu), Tolerances.DEFAULT);
  }
}
