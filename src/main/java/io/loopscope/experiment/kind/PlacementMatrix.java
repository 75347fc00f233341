package io.loopscope.experiment.kind;

import static io.loopscope.experiment.kind.ArmRequests.DEFLATE;
import static io.loopscope.experiment.kind.ArmRequests.ON;
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
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.ArmReport;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.placement.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every kind of work in every placement that is possible for it. Non-blocking calls occupy no
 * thread, so they have one placement; a blocking call cannot be cut into slices.
 */
final class PlacementMatrix implements ExperimentKind {
  static final Fact<String> WORK = Fact.text("work");

  private static final double COST_MS = 100;
  private static final double SHARE = 0.7;
  private static final double CALLS_PER_SECOND = 40;

  /** More than one thread per core can wait for, several times less than ten per core can. */
  private static final double BLOCKING_CALLS_PER_SECOND_AND_CORE = 15;

  @Override
  public Claim claim() {
    return new Claim(
        "matrix",
        "Which execution model suits which work?",
        "The event loop suits non-blocking calls and nothing else. Blocking calls need many"
            + " threads (bounded-elastic, virtual-threads); computations need one thread per core, off"
            + " the loop (parallel), or another process.");
  }

  @Override
  public Set<String> workloads() {
    return Set.of(PRIMES, DEFLATE);
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    List<Arm> arms =
        Arrays.stream(Work.values())
            .flatMap(work -> work.placements.stream().map(on -> arm(work, on, machine)))
            .toList();
    return PresetDurations.plan(
        preset,
        arms,
        rounds(2).settling(1.2).warmUp(0.5).measuring(1.5),
        rounds(3).settling(4).warmUp(2).measuring(10));
  }

  @Override
  public Verdict judge(Findings findings) {
    boolean asExpected = true;
    for (Work work : Work.values()) {
      List<Placement> suited = suited(findings, work);
      boolean suitsLoop = suited.contains(Placement.EVENT_LOOP);
      asExpected &= suited.containsAll(work.expected) && suitsLoop != work.blocksLoops();
    }
    return Verdict.of(
        asExpected,
        Arrays.stream(Work.values())
            .map(work -> work.label + ": " + listed(suited(findings, work)))
            .collect(Collectors.joining("; ", "suited are, for ", "")));
  }

  private static List<Placement> suited(Findings findings, Work work) {
    List<ArmReport> row = findings.with(WORK, work.label);
    return row.stream()
        .filter(cell -> PlacementFit.suits(cell, row))
        .map(cell -> cell.fact(ON))
        .toList();
  }

  private static String listed(List<Placement> placements) {
    return placements.isEmpty()
        ? "none"
        : placements.stream().map(Placement::id).collect(Collectors.joining(", "));
  }

  /** Latency settles only where the placement suits the work, so no arm has to settle. */
  private static Arm arm(Work work, Placement on, MachineCapacity machine) {
    return Arm.of(
            work.label + " on " + on.id(),
            Facts.of(WORK, work.label).and(ON, on),
            request(work, on, machine))
        .withoutSettling()
        .blockingLoops(work.blocksLoops() && on == Placement.EVENT_LOOP);
  }

  private static LoadPlan.Stream request(Work work, Placement on, MachineCapacity machine) {
    return switch (work) {
      case NON_BLOCKING -> ArmRequests.open("/api/io/call?delay=100ms", CALLS_PER_SECOND);
      case BLOCKING ->
          ArmRequests.open(
              ArmRequests.blocking("100ms", on),
              BLOCKING_CALLS_PER_SECOND_AND_CORE * machine.cores());
      case JAVA -> computation(PRIMES, on, machine);
      case NATIVE -> computation(DEFLATE, on, machine);
    };
  }

  private static LoadPlan.Stream computation(
      String workload, Placement on, MachineCapacity machine) {
    return ArmRequests.load(machine, SHARE, workload, machine.units(workload, COST_MS), on);
  }

  private enum Work {
    NON_BLOCKING("non-blocking I/O", List.of(Placement.EVENT_LOOP), List.of(Placement.EVENT_LOOP)),
    BLOCKING(
        "blocking I/O",
        List.of(
            Placement.EVENT_LOOP,
            Placement.PARALLEL,
            Placement.BOUNDED_ELASTIC,
            Placement.VIRTUAL_THREADS),
        List.of(Placement.BOUNDED_ELASTIC, Placement.VIRTUAL_THREADS)),
    JAVA("Java CPU", List.of(Placement.values()), List.of(Placement.PARALLEL)),
    NATIVE("native CPU", List.of(Placement.values()), List.of(Placement.PARALLEL));

    private final String label;
    private final List<Placement> placements;
    private final List<Placement> expected;

    Work(String label, List<Placement> placements, List<Placement> expected) {
      this.label = label;
      this.placements = placements;
      this.expected = expected;
    }

    private boolean blocksLoops() {
      return this != NON_BLOCKING;
    }
  }
}
