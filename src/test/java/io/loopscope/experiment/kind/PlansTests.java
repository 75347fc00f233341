package io.loopscope.experiment.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loopscope.experiment.Preset;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansTests {
  @ParameterizedTest
  @MethodSource("kinds")
  void canBeMadeForSmallAndLargeMachinesOfAnySpeed(ExperimentKind kind) {
    for (MachineCapacity machine :
        List.of(machine(1, 4, 1), machine(32, 32, 1), machine(2, 4, 0.1), machine(2, 4, 8))) {
      for (Preset preset : Preset.values()) {
        assertThat(kind.plan(preset, machine).arms()).hasSizeGreaterThan(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void needNoCostButThoseOfTheirWorkloads(ExperimentKind kind) {
    Map<String, Double> costs =
        kind.workloads().stream().collect(Collectors.toMap(Function.identity(), it -> 1.0));

    assertThat(kind.plan(Preset.QUICK, new MachineCapacity(2, 4, costs)).arms()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void markTheArmsThatBlockEventLoops(ExperimentKind kind) {
    for (Arm arm : kind.plan(Preset.QUICK, machine(2, 4, 1)).arms()) {
      assertThat(arm.blocksLoops())
          .as(arm.name())
          .isEqualTo(arm.streams().stream().anyMatch(it -> it.path().contains("on=event-loop")));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void stateAQuestionAndAnExpectation(ExperimentKind kind) {
    assertThat(kind.id()).matches("[a-z-]+");
    assertThat(kind.claim().question()).endsWith("?");
    assertThat(kind.claim().expectation()).endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.07, 0.5, 1, 2.4, 8.2})
  void keepTheShareOfTheCpusBusyThatTheirNameSays(double msPerUnit) {
    List<Arm> arms = new BreakEven().plan(Preset.QUICK, machine(2, 4, msPerUnit)).arms();

    assertThat(arms)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            arm -> {
              assertThat(busyCores(arm.work(), msPerUnit)).isCloseTo(0.4, within(1e-9));
              assertThat(arm.name()).contains("at 20 %");
            });
  }

  @Test
  void leaveOutCostsThatWholeUnitsCannotReach() {
    assertThat(new BreakEven().plan(Preset.QUICK, machine(2, 4, 4)).arms())
        .extracting(arm -> arm.name() + ": " + arm.facts().get(BreakEven.COST_MS))
        .containsExactly(
            "5 ms at 20 % on event-loop: 4.0",
            "5 ms at 20 % on parallel: 4.0",
            "25 ms at 20 % on event-loop: 24.0",
            "25 ms at 20 % on parallel: 24.0",
            "100 ms at 20 % on event-loop: 100.0",
            "100 ms at 20 % on parallel: 100.0");
  }

  static MachineCapacity machine(int cores, int loops, double msPerUnit) {
    return new MachineCapacity(cores, loops, Map.of("primes", msPerUnit, "deflate", msPerUnit));
  }

  static Stream<ExperimentKind> kinds() {
    return new KindsConfiguration().experimentKinds().stream();
  }

  private static double busyCores(LoadPlan.Stream work, double msPerUnit) {
    int units = Integer.parseInt(work.path().replaceAll(".*units=(\\d+).*", "$1"));
    return ((LoadModel.Open) work.model()).perSecond() * units * msPerUnit / 1e3;
  }
}
