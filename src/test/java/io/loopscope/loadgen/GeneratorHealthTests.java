package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.host.CpuTimes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorHealthTests {
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final GeneratorHealth.Sends FINE =
      new GeneratorHealth.Sends("ping", 1_000, 1_000, 0, 0, 0, 0, false);
  private static final CpuTimes IDLE = new CpuTimes(0, 2_000, 0);

  @Test
  void isValidWhenNothingWentWrong() {
    GeneratorHealth health = judge(FINE, PauseStats.NONE, IDLE);

    assertThat(health).isEqualTo(new GeneratorHealth(true, List.of(), 0, 0, 0.0, 0.0));
  }

  @Test
  void isValidUpToTheTolerances() {
    GeneratorHealth.Sends sends =
        new GeneratorHealth.Sends("ping", 1_000, 1_000, 10, 10, 10, 0, false);
    PauseStats pauses = new PauseStats(Duration.ofMillis(100).toNanos(), 1);

    assertThat(judge(sends, pauses, new CpuTimes(40, 2_000, 1e8)).valid()).isTrue();
  }

  @Test
  void isInvalidWhenSendsWereLate() {
    assertThat(reasons(new GeneratorHealth.Sends("ping", 1_000, 1_000, 11, 0, 0, 0, false)))
        .containsExactly("ping: 1.1 % of sends were late by more than 10 ms");
  }

  @Test
  void isInvalidWhenSendsWaitedForConnections() {
    assertThat(reasons(new GeneratorHealth.Sends("ping", 1_000, 1_000, 0, 500, 0, 0, false)))
        .containsExactly("ping: 50.0 % of sends waited more than 10 ms for a connection");
  }

  @Test
  void isInvalidWhenSendsWereDropped() {
    assertThat(reasons(new GeneratorHealth.Sends("ping", 1_000, 900, 0, 0, 100, 0, false)))
        .containsExactly("ping: 10.0 % of planned sends were dropped, too many were in flight");
  }

  @Test
  void isInvalidWhenPinnedConnectionsWereLost() {
    assertThat(reasons(new GeneratorHealth.Sends("ping", 1_000, 1_000, 0, 0, 0, 2, false)))
        .containsExactly("ping: 2 pinned connections were lost");
  }

  @Test
  void isInvalidWhenTheWarmUpDidNotSettle() {
    assertThat(reasons(new GeneratorHealth.Sends("ping", 1_000, 1_000, 0, 0, 0, 0, true)))
        .containsExactly("ping: latency had not settled when the warm-up ended");
  }

  @Test
  void isInvalidWhenTheGeneratorPaused() {
    GeneratorHealth health =
        judge(
            FINE,
            new PauseStats(Duration.ofMillis(150).toNanos(), Duration.ofMillis(90).toNanos()),
            IDLE);

    assertThat(health.invalidBecause())
        .containsExactly("the generator itself paused for 1.5 % of the time");
    assertThat(health.pausedMs()).isEqualTo(150);
    assertThat(health.longestPauseMs()).isEqualTo(90);
  }

  @Test
  void isInvalidWhenTheHostTookCpuTime() {
    GeneratorHealth health = judge(FINE, PauseStats.NONE, new CpuTimes(100, 2_000, 0));

    assertThat(health.invalidBecause()).containsExactly("the host took 5.0 % of all CPU time");
    assertThat(health.stolen()).isEqualTo(0.05);
  }

  @Test
  void isInvalidWhenTheCgroupWasThrottled() {
    GeneratorHealth health = judge(FINE, PauseStats.NONE, new CpuTimes(0, 2_000, 5e8));

    assertThat(health.invalidBecause())
        .containsExactly("the generator's cgroup was throttled for 5.0 % of the time");
    assertThat(health.throttled()).isEqualTo(0.05);
  }

  @Test
  void isValidWhereAFigureCannotBeRead() {
    GeneratorHealth health = judge(FINE, PauseStats.NONE, CpuTimes.UNKNOWN);

    assertThat(health.valid()).isTrue();
    assertThat(health.stolen()).isNull();
    assertThat(health.throttled()).isNull();
  }

  @Test
  void isAsBadAsTheWorstOfSeveralGenerators() {
    GeneratorHealth merged =
        GeneratorHealth.merge(
            List.of(
                new GeneratorHealth(true, List.of(), 5, 5, 0.01, null),
                new GeneratorHealth(false, List.of("late"), 0, 0, 0.005, null)));

    assertThat(merged)
        .isEqualTo(new GeneratorHealth(false, List.of("generator 1: late"), 5, 5, 0.01, null));
  }

  @Test
  void countsOnlyPausesThatAreLongEnough() {
    PauseStats pauses = PauseStats.NONE.plus(9, 10).plus(10, 10).plus(30, 10).plus(20, 10);

    assertThat(pauses).isEqualTo(new PauseStats(50, 30));
  }

  private static List<String> reasons(GeneratorHealth.Sends sends) {
    return judge(sends, PauseStats.NONE, IDLE).invalidBecause();
  }

  private static GeneratorHealth judge(
      GeneratorHealth.Sends sends, PauseStats pauses, CpuTimes cpu) {
    return GeneratorHealth.of(
        new GeneratorHealth.Evidence(List.of(sends), MEASURED, pauses, cpu),
        GeneratorTolerances.DEFAULT);
  }
}
