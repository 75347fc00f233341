package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.ON;
import static io.loopscope.experiment.kind.ArmRequests.PRIMES;
import static io.loopscope.experiment.kind.ArmRequests.USERS;
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
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.placement.Placement;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same computation on one thread for all, on a thread per core, and in another process. */
final class ParallelScaling implements ExperimentKind {
  private static final double COST_MS = 50;

  /** The least gain of a second core, which the generator and the bystander use as well. */
  private static final double SPEED_UP_PER_CORE = 0.4;

  private static final double FLAT = 1.3;

  @Override
  public Claim claim() {
    return new Claim(
        "scaling",
        "Does more concurrency make computations faster?",
        "One thread for all (what a global interpreter lock gives) computes the same amount per"
            + " second, however many users ask. A thread per core computes more up to the number of"
            + " cores and no more beyond. Another process does as well as threads do.");
  }

  @Override
  public Set<String> workloads() {
    return Set.of(PRIMES);
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    int cores = machine.cores();
    IntStream users =
        preset == Preset.QUICK
            ? IntStream.of(1, cores, 2 * cores)
            : IntStream.rangeClosed(1, 2 * cores);
    List<Arm> arms =
        users
            .distinct()
            .boxed()
            .flatMap(
                count ->
                    Stream.of(Placement.SINGLE, Placement.PARALLEL, Placement.PROCESS)
                        .map(on -> arm(on, count, machine)))
            .toList();
    return PresetDurations.plan(
        preset,
        arms,
        rounds(2).settling(2).warmUp(0.5).measuring(3),
        rounds(4).settling(3).warmUp(1).measuring(8));
  }

  @Override
  public Verdict judge(Findings findings) {
    double single = gain(findings, Placement.SINGLE);
    double parallel = gain(findings, Placement.PARALLEL);
    double process = gain(findings, Placement.PROCESS);
    int cores = sorted(findings, Placement.PARALLEL).getLast().fact(USERS) / 2;
    double expected = 1 + SPEED_UP_PER_CORE * (cores - 1);
    return Verdict.of(
        single < FLAT && parallel >= expected && process >= expected,
        "twice as many users as cores, compared with one user: %s on a single thread, %s on a thread per core, %s in another process"
            .formatted(
                NumberFormats.times(single),
                NumberFormats.times(parallel),
                NumberFormats.times(process)));
  }

  /** The throughput of the most users divided by that of one user. */
  private static double gain(Findings findings, Placement on) {
    List<ArmReport> arms = sorted(findings, on);
    return arms.getLast().clients().achievedPerSecond()
        / arms.getFirst().clients().achievedPerSecond();
  }

  private static List<ArmReport> sorted(Findings findings, Placement on) {
    return findings.with(ON, on).stream()
        .sorted(Comparator.comparing(arm -> arm.fact(USERS)))
        .toList();
  }

  private static Arm arm(Placement on, int users, MachineCapacity machine) {
    int units = machine.units(PRIMES, COST_MS);
    return Arm.of(
        "%s, %d at once".formatted(on.id(), users),
        Facts.of(ON, on).and(USERS, users),
        ArmRequests.closed(ArmRequests.cpu(PRIMES, units, on), users));
  }
}
