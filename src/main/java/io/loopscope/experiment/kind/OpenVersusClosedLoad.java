package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.PRIMES;
import static io.loopscope.experiment.kind.PresetDurations.rounds;

import io.loopscope.experiment.Facts;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.Claim;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ClientFigures;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.placement.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One thread that serves all requests and is stalled by a long one now and then, measured with
 * arrivals that do not depend on answers, and with users that wait for their answers.
 */
final class OpenVersusClosedLoad implements ExperimentKind {
  private static final double SHORT_MS = 1;
  private static final double STALL_MS = 600;
  private static final double STALLS_PER_SECOND = 0.25;
  private static final int USERS = 4;
  private static final Duration THINK = Duration.ofMillis(20);
  private static final double OPEN_PER_SECOND = 150;
  private static final double EXPECTED = 5;
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";

  @Override
  public Claim claim() {
    return new Claim(
        "open-vs-closed",
        "How wrong is a load generator that waits for each answer before it sends again?",
        "While the service stalls, a closed generator sends nothing and so measures nothing: its"
            + " p99 is many times too low. Corrected for the omitted requests, it comes close to that"
            + " of an open generator.");
  }

  @Override
  public Set<String> workloads() {
    return Set.of(PRIMES);
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    List<Arm> arms =
        List.of(
            arm(OPEN, machine, new LoadModel.Open(OPEN_PER_SECOND)),
            arm(CLOSED, machine, new LoadModel.Closed(USERS, THINK, THINK.plusMillis(1))));
    return PresetDurations.plan(
        preset,
        arms,
        rounds(2).settling(3).warmUp(1).measuring(12),
        rounds(5).settling(4).warmUp(2).measuring(24));
  }

  @Override
  public Verdict judge(Findings findings) {
    double open = findings.arm(OPEN).clients().work().p99();
    ClientFigures closed = findings.arm(CLOSED).clients();
    double closedLoop = closed.work().p99();
    LatencyHistogram corrected = closed.corrected();
    return Verdict.of(
        open / closedLoop >= EXPECTED,
        "for the same stalls the open generator's p99 is %s, the closed one's %s: %s too low; corrected, it is %s"
            .formatted(
                NumberFormats.ms(open),
                NumberFormats.ms(closedLoop),
                NumberFormats.times(open / closedLoop),
                corrected == null ? "unknown" : NumberFormats.ms(corrected.p99())));
  }

  private static String onOneThread(double costMs, MachineCapacity machine) {
    return ArmRequests.cpu(PRIMES, machine.units(PRIMES, costMs), Placement.SINGLE);
  }

  private static Arm arm(String name, MachineCapacity machine, LoadModel model) {
    LoadPlan.Stream work =
        new LoadPlan.Stream(Arm.WORK, onOneThread(SHORT_MS, machine), model)
            .over(new ConnectionPolicy.Pool(name.equals(CLOSED) ? USERS : 200));
    LoadPlan.Stream stalls =
        new LoadPlan.Stream(
            "stall", onOneThread(STALL_MS, machine), new LoadModel.Open(STALLS_PER_SECOND));
    return Arm.of(name, Facts.of(Bottleneck.MODEL, name), work).beside(stalls).withoutSettling();
  }
}
