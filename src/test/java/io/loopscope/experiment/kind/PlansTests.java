package io.loopscope.experiment.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.Kind;
import io.loopscope.experiment.Machine;
import io.loopscope.experiment.Preset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlansTests {
  private static final Machine SMALL = new Machine(1, 4);
  private static final Machine LARGE = new Machine(32, 32);

  @ParameterizedTest
  @MethodSource("kinds")
  void canBeMadeForSmallAndLargeMachines(Kind kind) {
    for (Machine machine : List.of(SMALL, LARGE)) {
      for (Preset preset : Preset.values()) {
        assertThat(kind.plan(preset, machine).arms()).hasSizeGreaterThan(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tellWhatTheyAskAndExpect(Kind kind) {
    assertThat(kind.id()).matches("[a-z-]+");
    assertThat(kind.question()).endsWith("?");
    assertThat(kind.expectation()).endsWith(".");
  }

  static List<Kind> kinds() {
    return new KindsConfiguration().experimentKinds();
  }
}
