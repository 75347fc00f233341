package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same computation by one thread for all, by a thread per core, and by another process. */
final class ParallelScaling implements ExperimentKind {
  private static final int UNITS = 50;

  /** What a second core brings at the least, beside a generator and a bystander. */
  private static final double SPEED_UP_PER_CORE = 0.4;

  private static final double FLAT = 1.3;

  @Override
  public String id() {
    return "scaling";
  }

  @Override
  public String question() {
    return "Does more concurrency make computations faster?";
  }

  @Override
  public String expectation() {
    return "One thread for all (what a global interpreter lock gives) computes the same amount per"
        + " second however many ask. A thread per core computes more up to the number of cores and"
        + " no more beyond. Another process does as well as threads do.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    int cores = machine.cores();
    IntStream asking =
        preset == Preset.QUICK
            ? IntStream.of(1, cores, 2 * cores)
            : IntStream.rangeClosed(1, 2 * cores);
    List<Arm> arms =
        asking
            .distinct()
            .boxed()
            .flatMap(users -> Stream.of("single", "parallel", "process").map(on -> arm(on, users)))
            .toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 2, 0.5, 3), new PresetDurations(4, 3, 1, 8));
  }

  @Override
  public Verdict judge(Findings findings) {
    double single = gain(findings, "single");
    double parallel = gain(findings, "parallel");
    double process = gain(findings, "process");
    int cores = (int) most(findings.with(Map.of("on", "parallel")).stream(), "users") / 2;
    double expected = 1 + SPEED_UP_PER_CORE * (cores - 1);
    return Verdict.of(
        single < FLAT && parallel >= expected && process >= expected,
        "twice as many users as cores, beside one user: %s on a single thread, %s on a thread per core, %s in another process"
            .formatted(
                NumberFormats.times(single),
                NumberFormats.times(parallel),
                NumberFormats.times(process)));
  }

  /** What many users get done, by what one gets done. */
  private static double gain(Findings findings, String on) {
    List<ArmReport> arms = findings.with(Map.of("on", on));
    return arms.stream().max(byUsers()).orElseThrow().achievedPerSecond()
        / arms.stream().min(byUsers()).orElseThrow().achievedPerSecond();
  }

  private static double most(Stream<ArmReport> arms, String fact) {
    return arms.mapToInt(arm -> Integer.parseInt(arm.fact(fact))).max().orElse(1);
  }

  private static Comparator<ArmReport> byUsers() {
    return Comparator.comparingInt(arm -> Integer.parseInt(arm.fact("users")));
  }

  private static Arm arm(String on, int users) {
    return Arm.of(
        "%s, %d at once".formatted(on, users),
        Map.of("on", on, "users", String.valueOf(users)),
        ArmRequests.closed(ArmRequests.cpu("primes", UNITS, on), users));
  }
}
