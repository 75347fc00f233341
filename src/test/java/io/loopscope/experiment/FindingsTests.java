package io.loopscope.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.experiment.Findings.Difference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTests {
  @Test
  void findsArmsByNameAndByFacts() {
    ArmReport on = ReportedArms.arm("one").fact("on", "single").fact("users", "1").report();
    ArmReport off = ReportedArms.arm("other").fact("on", "parallel").fact("users", "1").report();
    Findings findings = new Findings(List.of(on, off));

    assertThat(findings.arm("other")).isSameAs(off);
    assertThat(findings.with(Map.of("users", "1"))).containsExactly(on, off);
    assertThat(findings.with(Map.of("users", "1", "on", "single"))).containsExactly(on);
    assertThatIllegalArgumentException().isThrownBy(() -> findings.arm("nobody"));
  }

  @Test
  void tellsADifferenceByTheMediansOfRounds() {
    assertThat(difference(new Double[] {80.0, 90.0, 200.0}, new Double[] {9.0, 10.0, 11.0}))
        .isEqualTo(new Difference(9, true));
  }

  @Test
  void seesNoDifferenceWhereRoundsOverlap() {
    assertThat(difference(new Double[] {8.0, 30.0}, new Double[] {9.0, 10.0}).clear()).isFalse();
  }

  @Test
  void seesNoDifferenceWhereItIsSmall() {
    assertThat(difference(new Double[] {10.5, 10.6}, new Double[] {10.0, 10.1}).clear()).isFalse();
  }

  @Test
  void seesADifferenceInBothDirections() {
    assertThat(difference(new Double[] {1.0, 2.0}, new Double[] {10.0, 20.0}))
        .isEqualTo(new Difference(0.1, true));
  }

  private static Difference difference(Double[] one, Double[] other) {
    return Difference.of(
        ReportedArms.arm("one").rounds(one).report(),
        ReportedArms.arm("other").rounds(other).report(),
        RoundReport::bystanderP99);
  }
}
