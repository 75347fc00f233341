package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.Claim;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExperimentStateTests {
  private final ExperimentPlan plan =
      new ExperimentPlan(
          List.of(arm("a"), arm("b")),
          1,
          Duration.ofMillis(900),
          Duration.ZERO,
          Duration.ofSeconds(8));
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private ExperimentState state;

  @BeforeEach
  void start() {
    state =
        new ExperimentState(
            "id",
            new ExperimentRequest("idle", Preset.QUICK, null),
            new Idle(plan),
            plan,
            () -> now);
  }

  @Test
  void hasEverythingLeftAtFirst() {
    assertThat(state.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.RUNNING, 0, 20, null));
  }

  @Test
  void advancesWithTimeAndWithTurns() {
    state.begin(plan.turns().getFirst());
    now = now.plusSeconds(5);
    assertThat(state.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.RUNNING, 0.25, 15, "a, round 1"));

    state.begin(plan.turns().getLast());
    assertThat(state.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.RUNNING, 0.5, 10, "b, round 1"));
  }

  @Test
  void doesNotAdvanceWhileATurnExceedsItsEstimate() {
    state.begin(plan.turns().getFirst());
    now = now.plusSeconds(60);

    assertThat(state.progress().secondsLeft()).isEqualTo(10);
  }

  @Test
  void isNotFinishedBecauseItWasCancelled() {
    state.begin(plan.turns().getFirst());
    now = now.plusSeconds(5);
    state.end(ExperimentStatus.CANCELLED);

    assertThat(state.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.CANCELLED, 0.25, 0, null));
    assertThat(state.report().endedAt()).isEqualTo(now);
  }

  @Test
  void followsThePlanThatReplacesTheEstimate() {
    state.planned(
        new ExperimentPlan(
            List.of(arm("a")), 1, Duration.ofMillis(900), Duration.ZERO, Duration.ofSeconds(8)));

    assertThat(state.progress().secondsLeft()).isEqualTo(10);
  }

  @Test
  void saysWhyItFailed() {
    state.fail("a load generator is gone");

    assertThat(state.report().state()).isEqualTo(ExperimentStatus.FAILED);
    assertThat(state.report().error()).isEqualTo("a load generator is gone");
    assertThat(state.report().summary().verdict()).isNull();
  }

  @Test
  void notesWhyATurnWasRepeated() {
    state.repeat(plan.turns().getFirst(), List.of("late sends", "a pause"));

    assertThat(state.report().measured().repeated())
        .containsExactly("a, round 1: late sends; a pause");
    assertThat(state.report().remarks())
        .containsExactly(
            "rounds repeated because the measurement was disturbed: 1, such as a, round 1:"
                + " late sends; a pause");
    assertThat(state.report().summary().valid()).isTrue();
  }

  private static Arm arm(String name) {
    return Arm.of(
        name, Facts.NONE, new LoadPlan.Stream(Arm.WORK, "/api/ping", new LoadModel.Open(1)));
  }

  /** A kind that states nothing. */
  private record Idle(ExperimentPlan plan) implements ExperimentKind {
    @Override
    public Claim claim() {
      return new Claim("idle", "Nothing?", "Nothing.");
    }

    @Override
    public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
      return plan;
    }

    @Override
    public Verdict judge(Findings findings) {
      return Verdict.of(true, "nothing");
    }
  }
}
