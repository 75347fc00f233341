package io.loopscope.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.plan.Findings.Difference;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.ReportedArms;
import io.loopscope.experiment.report.RoundReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTests {
  private static final Fact<String> ON = Fact.text("on");
  private static final Fact<Integer> USERS = Fact.number("users");

  @Test
  void findsArmsByNameAndByFacts() {
    ArmReport on = ReportedArms.arm("one").fact(ON, "single").fact(USERS, 1).report();
    ArmReport off = ReportedArms.arm("other").fact(ON, "parallel").fact(USERS, 1).report();
    Findings findings = new Findings(List.of(on, off));

    assertThat(findings.arm("other")).isSameAs(off);
    assertThat(findings.with(USERS, 1)).containsExactly(on, off);
    assertThat(findings.with(Facts.of(USERS, 1).and(ON, "single"))).containsExactly(on);
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
