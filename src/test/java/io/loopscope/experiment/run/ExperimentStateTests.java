package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.ExperimentStatus;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.Verdict;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  private ExperimentState course;

  @BeforeEach
  void start() {
    course = new ExperimentState("id", new Idle(plan), Preset.QUICK, null, plan, () -> now);
  }

  @Test
  void hasEverythingLeftAtFirst() {
    assertThat(course.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.RUNNING, 0, 20, null));
  }

  @Test
  void goesOnWithTimeAndWithTurns() {
    course.begin(plan.turns().getFirst());
    now = now.plusSeconds(5);
    assertThat(course.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.RUNNING, 0.25, 15, "a, round 1"));

    course.begin(plan.turns().getLast());
    assertThat(course.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.RUNNING, 0.5, 10, "b, round 1"));
  }

  @Test
  void doesNotGoOnWhileATurnTakesLongerThanItShould() {
    course.begin(plan.turns().getFirst());
    now = now.plusSeconds(60);

    assertThat(course.progress().secondsLeft()).isEqualTo(10);
  }

  @Test
  void isNotFinishedBecauseItWasCancelled() {
    course.begin(plan.turns().getFirst());
    now = now.plusSeconds(5);
    course.end(ExperimentStatus.CANCELLED);

    assertThat(course.progress())
        .isEqualTo(new ExperimentProgress(ExperimentStatus.CANCELLED, 0.25, 0, null));
    assertThat(course.report().endedAt()).isEqualTo(now);
  }

  @Test
  void saysWhyItFailed() {
    course.fail("a load generator is gone");

    assertThat(course.report().state()).isEqualTo(ExperimentStatus.FAILED);
    assertThat(course.report().error()).isEqualTo("a load generator is gone");
    assertThat(course.report().verdict()).isNull();
  }

  @Test
  void notesWhyATurnWasRepeated() {
    course.repeat(plan.turns().getFirst(), List.of("late sends", "a pause"));

    assertThat(course.report().repeated()).containsExactly("a, round 1: late sends; a pause");
    assertThat(course.report().remarks())
        .containsExactly(
            "turns taken again because the measuring was disturbed: 1, such as a, round 1:"
                + " late sends; a pause");
    assertThat(course.report().valid()).isTrue();
  }

  private static Arm arm(String name) {
    return Arm.of(
        name, Map.of(), new LoadPlan.Stream(Arm.WORK, "/api/ping", new LoadModel.Open(1)));
  }

  /** A kind without anything to say. */
  private record Idle(ExperimentPlan plan) implements ExperimentKind {
    @Override
    public String id() {
      return "idle";
    }

    @Override
    public String question() {
      return "Nothing?";
    }

    @Override
    public String expectation() {
      return "Nothing.";
    }

    @Override
    public ExperimentPlan plan(Preset preset, MachineSize machine) {
      return plan;
    }

    @Override
    public Verdict judge(Findings findings) {
      return Verdict.of(true, "nothing");
    }
  }
}
