package io.loopscope.experiment.kind;

import static io.loopscope.experiment.report.ReportedArms.all;
import static io.loopscope.experiment.report.ReportedArms.arm;
import static io.loopscope.experiment.report.ReportedArms.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.Preset;
import io.loopscope.experiment.VerdictOutcome;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.placement.Placement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlacementMatrixTests {
  private static final Set<Placement> GOOD_FOR_BLOCKING =
      Set.of(Placement.BOUNDED_ELASTIC, Placement.VIRTUAL_THREADS);
  private static final Set<Placement> GOOD_FOR_CPU = Set.of(Placement.PARALLEL, Placement.PROCESS);

  @Test
  void hasACellForEveryPossiblePlacementOfEveryWork() {
    assertThat(arms())
        .extracting(Arm::name)
        .hasSize(1 + 4 + 7 + 7)
        .contains("native CPU on process", "blocking I/O on event-loop")
        .doesNotContain("blocking I/O on cooperative");
  }

  @Test
  void listsThePlacementsThatSuitEachWork() {
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
    assertThat(
            judge(
                Set.of(Placement.EVENT_LOOP, Placement.BOUNDED_ELASTIC, Placement.VIRTUAL_THREADS),
                GOOD_FOR_CPU))
        .extracting(Verdict::outcome)
        .isEqualTo(VerdictOutcome.REFUTED);
  }

  @Test
  void aPlacementSuitsIfTheWorkIsDoneInTimeAndBystandersDoNotWait() {
    ArmReport good = arm("good").rate(30, 30).work(all(100)).bystander(of(2, 12)).report();
    ArmReport starving = arm("bad").rate(30, 30).work(all(100)).bystander(of(2, 300)).report();
    ArmReport late = arm("late").rate(30, 20).work(all(900)).report();
    ArmReport failing = arm("failing").rate(30, 29).work(all(100)).error("reset", 50).report();
    List<ArmReport> row = List.of(good, starving, late, failing);

    assertThat(row)
        .extracting(cell -> PlacementFit.suits(cell, row))
        .containsExactly(true, false, false, false);
  }

  @Test
  void aPlacementSuitsDespiteATolerableWait() {
    ArmReport best = arm("best").bystander(all(2)).report();
    ArmReport fair = arm("fair").bystander(all(40)).report();

    assertThat(PlacementFit.suits(fair, List.of(best, fair))).isTrue();
  }

  private static Verdict judge(Set<Placement> goodForBlocking, Set<Placement> goodForCpu) {
    return new PlacementMatrix()
        .judge(
            new Findings(
                arms().stream()
                    .map(
                        arm -> {
                          String work = arm.facts().get(PlacementMatrix.WORK);
                          Set<Placement> good =
                              work.startsWith("non-blocking")
                                  ? Set.of(Placement.EVENT_LOOP)
                                  : work.startsWith("blocking") ? goodForBlocking : goodForCpu;
                          return cell(arm, good.contains(arm.facts().get(ArmRequests.ON)));
                        })
                    .collect(Collectors.toList())));
  }

  private static ArmReport cell(Arm arm, boolean isGood) {
    return arm(arm.name()).facts(arm.facts()).bystander(all(isGood ? 5 : 500)).report();
  }

  private static List<Arm> arms() {
    return new PlacementMatrix().plan(Preset.QUICK, PlansTests.machine(2, 4, 1)).arms();
  }
}
