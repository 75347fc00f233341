package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.PRIMES;
import static io.loopscope.experiment.kind.PresetDurations.rounds;

import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import io.loopscope.experiment.Preset;
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
import io.loopscope.placement.Placement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Computations on the loop, in slices of different lengths between which other work runs. */
final class CooperativeSlicing implements ExperimentKind {
  static final Fact<String> SLICE = Fact.text("slice");

  private static final double COST_MS = 200;
  private static final double SHARE = 0.3;
  private static final String WHOLE = "whole";
  private static final String FINE = "4ms";
  private static final List<String> SLICES = List.of("1ms", FINE, "16ms", "64ms", WHOLE);

  /** The bystander's longest p99 with which the loop does not count as starved. */
  private static final double BEARABLE_MS = 100;

  @Override
  public Claim claim() {
    return new Claim(
        "cooperative",
        "How small must the slices of a computation on the loop be, for others not to suffer?",
        "The bystander waits for about a slice, once per turn that it needs: the shorter the"
            + " slices, the shorter its wait, and without slices it waits for the whole computation.");
  }

  @Override
  public Set<String> workloads() {
    return Set.of(PRIMES);
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    return PresetDurations.plan(
        preset,
        SLICES.stream().map(slice -> arm(slice, machine)).toList(),
        rounds(2).settling(2).warmUp(1).measuring(5),
        rounds(4).settling(3).warmUp(1).measuring(15));
  }

  @Override
  public Verdict judge(Findings findings) {
    String waits =
        findings.arms().stream().map(CooperativeSlicing::wait).collect(Collectors.joining(", "));
    return Verdict.of(
        Difference.of(findings.arm(WHOLE), findings.arm(FINE), RoundReport::bystanderP99),
        1,
        "the bystander's p99 is %s; %s".formatted(waits, bearable(findings)));
  }

  private static String bearable(Findings findings) {
    String limit = NumberFormats.ms(BEARABLE_MS);
    return findings.arms().stream()
        .takeWhile(arm -> arm.clients().bystander().p99() <= BEARABLE_MS)
        .map(arm -> arm.fact(SLICE))
        .reduce((shorter, longer) -> longer)
        .map(slice -> "slices of up to %s keep it under %s".formatted(slice, limit))
        .orElse("no slice keeps it under " + limit);
  }

  private static String wait(ArmReport arm) {
    String slice = arm.fact(SLICE);
    return NumberFormats.ms(arm.clients().bystander().p99())
        + (slice.equals(WHOLE) ? " without slices" : " with slices of " + slice);
  }

  private static Arm arm(String slice, MachineCapacity machine) {
    int units = machine.units(PRIMES, COST_MS);
    boolean isWhole = slice.equals(WHOLE);
    String path =
        isWhole
            ? ArmRequests.cpu(PRIMES, units, Placement.EVENT_LOOP)
            : ArmRequests.cpu(PRIMES, units, Placement.COOPERATIVE) + "&slice=" + slice;
    return Arm.of(
            slice,
            Facts.of(SLICE, slice),
            ArmRequests.open(path, machine.rate(SHARE, PRIMES, units)))
        .withoutSettling()
        .blockingLoops(isWhole);
  }
}
