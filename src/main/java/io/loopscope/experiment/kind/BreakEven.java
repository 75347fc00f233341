package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.ON;
import static io.loopscope.experiment.kind.ArmRequests.PRIMES;
import static io.loopscope.experiment.kind.PresetDurations.rounds;

import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.VerdictOutcome;
import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.Claim;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.Findings.Difference;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.experiment.report.RoundReport;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.placement.Placement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Requests of growing cost at the same use of the CPUs, on the loop and off it. */
final class BreakEven implements ExperimentKind {
  static final Fact<Integer> UNITS = Fact.number("units");

  /** The measured cost of a request, which may differ from the one that its arm is named after. */
  static final Fact<Double> COST_MS = new Fact<>("ms", NumberFormats::of, Double::valueOf);

  static final Fact<String> BUSY = Fact.text("busy");

  private static final List<Integer> QUICK_COSTS_MS = List.of(1, 5, 25, 100);
  private static final List<Integer> ALL_COSTS_MS = List.of(1, 2, 5, 10, 25, 50, 100);
  private static final List<Double> QUICK_SHARES = List.of(0.2);
  private static final List<Double> ALL_SHARES = List.of(0.1, 0.3);
  private static final int CONNECTIONS = 64;

  /** Relative error up to which whole units may miss a cost. */
  private static final double TOLERANCE = 0.5;

  @Override
  public Claim claim() {
    return new Claim(
        "break-even",
        "From what CPU cost per request does leaving the loop pay here?",
        "Leaving the loop costs tens of microseconds, so it pays for bystanders from a few"
            + " milliseconds of computation per request, and the more, the busier the loops are.");
  }

  @Override
  public Set<String> workloads() {
    return Set.of(PRIMES);
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    List<Integer> costs = preset == Preset.QUICK ? QUICK_COSTS_MS : ALL_COSTS_MS;
    List<Double> shares = preset == Preset.QUICK ? QUICK_SHARES : ALL_SHARES;
    List<Arm> arms =
        shares.stream()
            .flatMap(share -> costs.stream().flatMap(cost -> pair(cost, share, machine)))
            .toList();
    return PresetDurations.plan(
        preset,
        arms,
        rounds(3).settling(1.5).warmUp(0.5).measuring(3),
        rounds(4).settling(3).warmUp(1).measuring(8));
  }

  @Override
  public Verdict judge(Findings findings) {
    List<ArmReport> onLoop = findings.with(ON, Placement.EVENT_LOOP);
    Optional<ArmReport> first = onLoop.stream().filter(arm -> pays(arm, findings)).findFirst();
    return first
        .map(on -> pays(on, off(on, findings)))
        .orElseGet(
            () ->
                new Verdict(
                    VerdictOutcome.NO_DIFFERENCE,
                    "up to %s ms per request the bystander does as well on the loop as off it"
                        .formatted(COST_MS.write().apply(onLoop.getLast().fact(COST_MS)))));
  }

  private static Verdict pays(ArmReport on, ArmReport off) {
    return Verdict.of(
        true,
        "leaving the loop pays from about %s ms of computation per request, at %s of the CPUs busy: the bystander's p99 is %s on the loop and %s off it"
            .formatted(
                COST_MS.write().apply(on.fact(COST_MS)),
                on.fact(BUSY),
                NumberFormats.ms(on.clients().bystander().p99()),
                NumberFormats.ms(off.clients().bystander().p99())));
  }

  /** Whether leaving the loop pays for this cost and for every greater one at the same load. */
  private static boolean pays(ArmReport on, Findings findings) {
    return findings.with(Facts.of(ON, Placement.EVENT_LOOP).and(BUSY, on.fact(BUSY))).stream()
        .filter(arm -> arm.fact(UNITS) >= on.fact(UNITS))
        .allMatch(arm -> isWorse(arm, off(arm, findings)));
  }

  private static boolean isWorse(ArmReport on, ArmReport off) {
    Difference bystander = Difference.of(on, off, RoundReport::bystanderP99);
    return bystander.clear() && bystander.ratio() > 1;
  }

  private static ArmReport off(ArmReport on, Findings findings) {
    return findings
        .with(Facts.of(ON, Placement.PARALLEL).and(UNITS, on.fact(UNITS)).and(BUSY, on.fact(BUSY)))
        .getFirst();
  }

  /** A cost on the loop and off it; none if whole units on this machine are too far from it. */
  private static Stream<Arm> pair(int costMs, double share, MachineCapacity machine) {
    int units = machine.units(PRIMES, costMs);
    double missed = Math.abs(machine.costMs(PRIMES, units) - costMs);
    return missed > TOLERANCE * costMs
        ? Stream.empty()
        : Stream.of(Placement.EVENT_LOOP, Placement.PARALLEL)
            .map(on -> arm(on, costMs, units, share, machine));
  }

  private static Arm arm(
      Placement on, int costMs, int units, double share, MachineCapacity machine) {
    String busy = NumberFormats.percent(share);
    return Arm.of(
            "%d ms at %s on %s".formatted(costMs, busy, on.id()),
            Facts.of(ON, on)
                .and(UNITS, units)
                .and(COST_MS, machine.costMs(PRIMES, units))
                .and(BUSY, busy),
            ArmRequests.load(machine, share, PRIMES, units, on)
                .over(new ConnectionPolicy.Pool(CONNECTIONS)))
        .withoutSettling()
        .blockingLoops(on == Placement.EVENT_LOOP);
  }
}
