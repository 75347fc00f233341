package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.ON;
import static io.loopscope.experiment.kind.ArmRequests.PRIMES;
import static io.loopscope.experiment.kind.PresetDurations.rounds;

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

/** CPU work on the loop, and the same work off it. */
final class LoopStarvation implements ExperimentKind {
  private static final double COST_MS = 400;
  private static final double SHARE = 0.5;
  private static final double EXPECTED_RATIO = 10;

  @Override
  public Claim claim() {
    return new Claim(
        "starvation",
        "What happens to a bystander when CPU work lands on the event loop?",
        "With the work on the loop the bystander's p99 is tens of times as long as with the same"
            + " work off it, and the service itself reports almost none of that wait.");
  }

  @Override
  public Set<String> workloads() {
    return Set.of(PRIMES);
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    List<Arm> arms =
        List.of(
            arm(Placement.EVENT_LOOP, machine).withoutSettling().blockingLoops(true),
            arm(Placement.PARALLEL, machine));
    return PresetDurations.plan(
        preset,
        arms,
        rounds(2).settling(3).warmUp(1).measuring(8),
        rounds(5).settling(5).warmUp(2).measuring(20));
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport on = findings.arm(Placement.EVENT_LOOP.id());
    ArmReport off = findings.arm(Placement.PARALLEL.id());
    double onLoop = on.clients().bystander().p99();
    double offLoop = off.clients().bystander().p99();
    String sentence =
        "with the work on the loop the bystander's p99 is %s, off it %s: %s; for the same requests the service reports %s"
            .formatted(
                NumberFormats.ms(onLoop),
                NumberFormats.ms(offLoop),
                NumberFormats.times(onLoop / offLoop),
                NumberFormats.ms(on.service().server().p99()));
    return Verdict.of(Difference.of(on, off, RoundReport::bystanderP99), EXPECTED_RATIO, sentence);
  }

  private static Arm arm(Placement on, MachineCapacity machine) {
    int units = machine.units(PRIMES, COST_MS);
    return Arm.of(on.id(), Facts.of(ON, on), ArmRequests.load(machine, SHARE, PRIMES, units, on));
  }
}
