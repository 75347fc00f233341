package io.loopscope.experiment.kind;

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
import io.loopscope.experiment.report.NumberFormats;
import java.util.List;

/** Five calls of 200 ms, one after the other, together, and two at a time. */
final class SumVersusLongest implements ExperimentKind {
  private static final Fact<String> STRATEGY = Fact.text("strategy");
  private static final int CALLS = 5;
  private static final double DELAY_MS = 200;
  private static final double PER_SECOND = 10;

  /** The overhead that HTTP may add to the calls, as a share of their time. */
  private static final double TOLERANCE = 0.25;

  @Override
  public Claim claim() {
    return new Claim(
        "sum-vs-longest",
        "Do several calls take the sum of their times, or the longest of them?",
        "Five calls of 200 ms take 1 s one after the other, 200 ms together, 600 ms two at a time.");
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    List<Arm> arms =
        List.of(
            arm("sequential", "sequential", ""),
            arm("gather", "gather", ""),
            arm("gather, two at a time", "gather", "&concurrency=2"));
    return PresetDurations.plan(
        preset,
        arms,
        rounds(2).settling(2).warmUp(1).measuring(3),
        rounds(5).settling(3).warmUp(1).measuring(10));
  }

  @Override
  public Verdict judge(Findings findings) {
    double sum = findings.arm("sequential").clients().work().p50();
    double longest = findings.arm("gather").clients().work().p50();
    double two = findings.arm("gather, two at a time").clients().work().p50();
    return Verdict.of(
        isAbout(sum, CALLS) && isAbout(longest, 1) && isAbout(two, 3),
        "one after the other %s, together %s, two at a time %s"
            .formatted(NumberFormats.ms(sum), NumberFormats.ms(longest), NumberFormats.ms(two)));
  }

  private static boolean isAbout(double millis, int calls) {
    double least = calls * DELAY_MS;
    return millis >= least && millis <= least * (1 + TOLERANCE);
  }

  private static Arm arm(String name, String endpoint, String parameters) {
    String path = "/api/io/%s?calls=%d&delay=200ms%s".formatted(endpoint, CALLS, parameters);
    return Arm.of(name, Facts.of(STRATEGY, name), ArmRequests.open(path, PER_SECOND));
  }
}
