package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.ON;
import static io.loopscope.experiment.kind.ArmRequests.USERS;
import static io.loopscope.experiment.report.ReportedArms.all;
import static io.loopscope.experiment.report.ReportedArms.arm;
import static io.loopscope.experiment.report.ReportedArms.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.experiment.VerdictOutcome;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ObservedQueue;
import io.loopscope.experiment.report.ReportedArms;
import io.loopscope.placement.Placement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTests {
  @Test
  void starvationIsConfirmedByABystanderWhoWaitsTensOfTimesAsLong() {
    ReportedArms on = arm("event-loop").bystander(of(3, 812)).server(all(4));

    Verdict verdict = judge(new LoopStarvation(), on, arm("parallel").bystander(of(2, 9)));

    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                VerdictOutcome.CONFIRMED,
                "with the work on the loop the bystander's p99 is 812 ms, off it 9.01 ms: 90 times;"
                    + " for the same requests the service reports 4.00 ms"));
  }

  @Test
  void starvationIsRefutedByABystanderWhoHardlyWaits() {
    assertThat(
            judge(
                    new LoopStarvation(),
                    arm("event-loop").bystander(all(20)),
                    arm("parallel").bystander(all(10)))
                .outcome())
        .isEqualTo(VerdictOutcome.REFUTED);
  }

  @Test
  void starvationSeesNoDifferenceWhereRoundsDifferAsMuchAsArms() {
    assertThat(
            judge(
                    new LoopStarvation(),
                    arm("event-loop").rounds(10.0, 900.0),
                    arm("parallel").rounds(9.0, 20.0))
                .outcome())
        .isEqualTo(VerdictOutcome.NO_DIFFERENCE);
  }

  @Test
  void aSumIsTheSumAndTheLongestIsTheLongest() {
    assertThat(sums(1_003, 202, 604).outcome()).isEqualTo(VerdictOutcome.CONFIRMED);
    assertThat(sums(1_003, 1_002, 1_003).outcome()).isEqualTo(VerdictOutcome.REFUTED);
    assertThat(sums(1_003, 180, 604).outcome()).isEqualTo(VerdictOutcome.REFUTED);
    assertThat(sums(1_003, 202, 604).sentence())
        .isEqualTo("one after the other 1.00 s, together 202 ms, two at a time 604 ms");
  }

  @Test
  void oneThreadForAllScalesNotAndAThreadPerCoreDoes() {
    assertThat(scaling(48, 49, 50, 90).outcome()).isEqualTo(VerdictOutcome.CONFIRMED);
    assertThat(scaling(48, 95, 50, 90).outcome()).isEqualTo(VerdictOutcome.REFUTED);
    assertThat(scaling(48, 49, 50, 51).outcome()).isEqualTo(VerdictOutcome.REFUTED);
    assertThat(scaling(48, 49, 50, 90).sentence()).contains("1.0 times on a single thread");
  }

  @Test
  void shorterSlicesAreBetterForOthers() {
    Verdict verdict =
        judge(
            new CooperativeSlicing(),
            slice("1ms", 10),
            slice("4ms", 30),
            slice("16ms", 90),
            slice("64ms", 200),
            slice("whole", 700));

    assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.CONFIRMED);
    assertThat(verdict.sentence())
        .contains("700 ms without slices", "slices of up to 16ms keep it under 100 ms");
  }

  @Test
  void leavingTheLoopPaysFromTheCostFromWhichItAlwaysDoes() {
    Verdict verdict =
        judge(
            new BreakEven(),
            cost(Placement.EVENT_LOOP, 1, 3),
            cost(Placement.PARALLEL, 1, 3.1),
            cost(Placement.EVENT_LOOP, 5, 12),
            cost(Placement.PARALLEL, 5, 4),
            cost(Placement.EVENT_LOOP, 25, 60),
            cost(Placement.PARALLEL, 25, 6));

    assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.CONFIRMED);
    assertThat(verdict.sentence())
        .startsWith(
            "leaving the loop pays from about 10 ms of computation per request, at 20 % of the CPUs");
  }

  @Test
  void leavingTheLoopDoesNotPayWhereNothingDiffers() {
    assertThat(
            judge(
                    new BreakEven(),
                    cost(Placement.EVENT_LOOP, 1, 3),
                    cost(Placement.PARALLEL, 1, 3.1))
                .outcome())
        .isEqualTo(VerdictOutcome.NO_DIFFERENCE);
  }

  @Test
  void aBottleneckIsOneForEveryModel() {
    assertThat(
            judge(
                    new Bottleneck(),
                    users("non-blocking", 8, 160, 50),
                    users("non-blocking", 32, 160, 200),
                    users("virtual threads", 32, 159, 201))
                .outcome())
        .isEqualTo(VerdictOutcome.CONFIRMED);
    assertThat(
            judge(
                    new Bottleneck(),
                    users("non-blocking", 8, 160, 50),
                    users("non-blocking", 32, 640, 50),
                    users("virtual threads", 32, 159, 201))
                .outcome())
        .isEqualTo(VerdictOutcome.REFUTED);
  }

  @Test
  void connectionsAreHeldByTheSameThreads() {
    ReportedArms few = arm("100 event streams").held(100, 100, 0).threads(30).liveHeapMb(50);
    ReportedArms blocked = arm("a thread each").fact(ConnectionsHeld.REQUESTS, 20).threads(50);

    Verdict verdict =
        judge(
            new ConnectionsHeld(),
            few,
            arm("10000 event streams").held(10_000, 10_000, 0).threads(31).liveHeapMb(147),
            blocked);

    assertThat(verdict.outcome()).isEqualTo(VerdictOutcome.CONFIRMED);
    assertThat(verdict.sentence())
        .startsWith("10000 of 10000 connections held, 0 lost")
        .contains("10.0 KB of reachable heap each", "20 blocked calls took 50 threads");
    assertThat(
            judge(
                    new ConnectionsHeld(),
                    few,
                    arm("10000 event streams").held(9_000, 9_000, 0).threads(31),
                    blocked)
                .outcome())
        .isEqualTo(VerdictOutcome.REFUTED);
  }

  @Test
  void aSmallBacklogOverflowsAndALargeOneQueues() {
    assertThat(backlogs(3_010, 17, 820, 110).outcome()).isEqualTo(VerdictOutcome.CONFIRMED);
    assertThat(backlogs(820, 17, 820, 110).outcome()).isEqualTo(VerdictOutcome.REFUTED);
  }

  @Test
  void aClosedGeneratorLiesAboutTheSameOverload() {
    ReportedArms open = arm("open").work(of(2, 500));

    assertThat(
            judge(
                    new OpenVersusClosedLoad(),
                    open,
                    arm("closed").work(all(2)).corrected(of(2, 480)))
                .sentence())
        .contains("250 times too low; corrected, it is 480 ms");
    assertThat(judge(new OpenVersusClosedLoad(), open, arm("closed").work(of(2, 400))).outcome())
        .isEqualTo(VerdictOutcome.REFUTED);
  }

  private static Verdict sums(double sequential, double gather, double two) {
    return judge(
        new SumVersusLongest(),
        arm("sequential").work(all(sequential)),
        arm("gather").work(all(gather)),
        arm("gather, two at a time").work(all(two)));
  }

  private static Verdict scaling(double one, double many, double oneOfAll, double manyOfAll) {
    return judge(
        new ParallelScaling(),
        concurrency(Placement.SINGLE, 1, one),
        concurrency(Placement.SINGLE, 4, many),
        concurrency(Placement.PARALLEL, 1, oneOfAll),
        concurrency(Placement.PARALLEL, 4, manyOfAll),
        concurrency(Placement.PROCESS, 1, oneOfAll),
        concurrency(Placement.PROCESS, 4, manyOfAll));
  }

  private static ReportedArms concurrency(Placement on, int users, double perSecond) {
    return arm(on.id() + users).fact(ON, on).fact(USERS, users).rate(perSecond, perSecond);
  }

  private static ReportedArms slice(String slice, double bystander) {
    return arm(slice).fact(CooperativeSlicing.SLICE, slice).bystander(all(bystander));
  }

  private static ReportedArms cost(Placement on, int units, double bystander) {
    return arm(on.id() + units)
        .fact(ON, on)
        .fact(BreakEven.BUSY, "20 %")
        .fact(BreakEven.UNITS, units)
        .fact(BreakEven.COST_MS, 2.0 * units)
        .bystander(all(bystander));
  }

  private static ReportedArms users(String model, int users, double perSecond, double millis) {
    return arm(model + users)
        .fact(Bottleneck.MODEL, model)
        .fact(USERS, users)
        .rate(perSecond, perSecond)
        .work(all(millis));
  }

  private static Verdict backlogs(double small, double smallLine, double large, double largeLine) {
    return judge(
        new BacklogOverflow(),
        arm("backlog 16").work(of(2, small)).queue(accept(smallLine)),
        arm("backlog 1024").work(of(2, large)).queue(accept(largeLine)));
  }

  private static ObservedQueue accept(double max) {
    return new ObservedQueue("accept", "8080", 1, max, null, null, null, null);
  }

  private static Verdict judge(ExperimentKind kind, ReportedArms... arms) {
    return kind.judge(new Findings(Stream.of(arms).map(ReportedArms::report).toList()));
  }
}
