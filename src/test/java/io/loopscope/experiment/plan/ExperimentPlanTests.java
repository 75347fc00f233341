package io.loopscope.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.experiment.Facts;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentPlanTests {
  private final ExperimentPlan plan =
      new ExperimentPlan(
          List.of(arm("a", "/api/ping"), arm("b", "/api/loops").blockingLoops(true)),
          3,
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  @Test
  void takesArmsBackAndForthSoThatNoneIsAlwaysLast() {
    assertThat(plan.turns())
        .extracting(turn -> turn.arm().name() + turn.round())
        .containsExactly("a1", "b1", "b2", "a2", "a3", "b3");
  }

  @Test
  void warmsUpLongerInTheFirstRound() {
    assertThat(plan.turns())
        .extracting(turn -> turn.warmUp().toSeconds())
        .containsExactly(3L, 3L, 1L, 1L, 1L, 1L);
  }

  @Test
  void estimatesNoLessThanItMeasures() {
    assertThat(plan.estimate()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(50));
  }

  @Test
  void knowsWhetherItBlocksLoopsOnPurpose() {
    assertThat(plan.blocksLoops()).isTrue();
    assertThat(
            new ExperimentPlan(
                    List.of(arm("a", "/api/ping")),
                    1,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofSeconds(1))
                .blocksLoops())
        .isFalse();
  }

  @Test
  void refusesTwoArmsOfTheSameName() {
    List<Arm> twins = List.of(arm("a", "/api/ping"), arm("a", "/api/loops"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ExperimentPlan(twins, 1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)));
  }

  @Test
  void givesEveryArmABystander() {
    assertThat(arm("a", "/api/ping").streams())
        .extracting(LoadPlan.Stream::name)
        .containsExactly(Arm.WORK, Arm.BYSTANDER);
  }

  private static Arm arm(String name, String path) {
    return Arm.of(name, Facts.NONE, new LoadPlan.Stream(Arm.WORK, path, new LoadModel.Open(1)));
  }
}
