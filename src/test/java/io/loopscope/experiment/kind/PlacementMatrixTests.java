package io.loopscope.experiment.kind;

import static io.loopscope.experiment.ReportedArms.all;
import static io.loopscope.experiment.ReportedArms.arm;
import static io.loopscope.experiment.ReportedArms.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.ReportedArms;
import io.loopscope.experiment.Verdict;
import io.loopscope.experiment.VerdictOutcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlacementMatrixTests {
  private static final Set<String> GOOD_FOR_BLOCKING = Set.of("bounded-elastic", "virtual-threads");
  private static final Set<String> GOOD_FOR_CPU = Set.of("parallel", "process");

  @Test
  void hasACellForEveryWorkInEveryPlaceWhereItCanBe() {
    assertThat(arms())
        .extracting(Arm::name)
        .hasSize(1 + 4 + 7 + 7)
        .contains("native CPU on process", "blocking I/O on event-loop")
        .doesNotContain("blocking I/O on cooperative");
  }

  @Test
  void listsThePlacesThatSuitEachWork() {
    Verdict verdict = judge(GOOD_FOR_BLOCKING, GOOD_FOR_CPU);

    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                VerdictOutcome.CONFIRMED,
                "suited are, for non-blocking I/O: event-loop; blocking I/O: bounded-elastic,"
                    + " virtual-threads; Java CPU: parallel, process; native CPU: parallel,"
                    + " process"));
  }

  @Test
  void isRefutedIfTheLoopSuitsWhatBlocksIt() {
    assertThat(judge(Set.of("event-loop", "bounded-elastic", "virtual-threads"), GOOD_FOR_CPU))
        .extracting(Verdict::outcome)
        .isEqualTo(VerdictOutcome.REFUTED);
  }

  @Test
  void aPlaceSuitsIfTheWorkIsDoneInTimeAndNobodyPays() {
    ArmReport good = arm("good").rate(30, 30).work(all(100)).bystander(of(2, 12)).report();
    ArmReport starving = arm("bad").rate(30, 30).work(all(100)).bystander(of(2, 300)).report();
    ArmReport late = arm("late").rate(30, 20).work(all(900)).report();
    ArmReport failing = arm("failing").rate(30, 29).work(all(100)).error("reset", 50).report();
    List<ArmReport> row = List.of(good, starving, late, failing);

    assertThat(row)
        .extracting(cell -> PlacementFit.of(cell, row))
        .containsExactly(
            PlacementFit.SUITS,
            PlacementFit.STARVES,
            PlacementFit.OVERLOADED,
            PlacementFit.OVERLOADED);
  }

  @Test
  void aWaitThatNobodyComplainsAboutIsNotHeldAgainstAPlace() {
    ArmReport best = arm("best").bystander(all(2)).report();
    ArmReport fair = arm("fair").bystander(all(40)).report();

    assertThat(PlacementFit.of(fair, List.of(best, fair))).isEqualTo(PlacementFit.SUITS);
  }

  private static Verdict judge(Set<String> goodForBlocking, Set<String> goodForCpu) {
    return new PlacementMatrix()
        .judge(
            new Findings(
                arms().stream()
                    .map(
                        arm -> {
                          String work = arm.facts().getOrDefault("work", "");
                          Set<String> good =
                              work.startsWith("non-blocking")
                                  ? Set.of("event-loop")
                                  : work.startsWith("blocking") ? goodForBlocking : goodForCpu;
                          return cell(arm, good.contains(arm.facts().get("on")));
                        })
                    .collect(Collectors.toList())));
  }

  private static ArmReport cell(Arm arm, boolean isGood) {
    ReportedArms cell = arm(arm.name()).bystander(all(isGood ? 5 : 500));
    arm.facts().forEach(cell::fact);
    return cell.report();
  }

  private static List<Arm> arms() {
    return new PlacementMatrix().plan(Preset.QUICK, new MachineSize(2, 4)).arms();
  }
}
