package io.loopscope.experiment.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.Preset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlansTests {
  private static final MachineSize SMALL = new MachineSize(1, 4);
  private static final MachineSize LARGE = new MachineSize(32, 32);

  @ParameterizedTest
  @MethodSource("kinds")
  void canBeMadeForSmallAndLargeMachines(ExperimentKind kind) {
    for (MachineSize machine : List.of(SMALL, LARGE)) {
      for (Preset preset : Preset.values()) {
        assertThat(kind.plan(preset, machine).arms()).hasSizeGreaterThan(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tellWhatTheyAskAndExpect(ExperimentKind kind) {
    assertThat(kind.id()).matches("[a-z-]+");
    assertThat(kind.question()).endsWith("?");
    assertThat(kind.expectation()).endsWith(".");
  }

  static List<ExperimentKind> kinds() {
    return new KindsConfiguration().experimentKinds();
  }
}
