package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.Verdict;
import java.util.List;
import java.util.Map;

/** Five calls of 200 ms, one after the other, together, and two at a time. */
final class SumVersusLongest implements ExperimentKind {
  private static final int CALLS = 5;
  private static final double DELAY_MS = 200;
  private static final double PER_SECOND = 10;

  /** What HTTP may add to the calls, as a share of their time. */
  private static final double TOLERANCE = 0.25;

  @Override
  public String id() {
    return "sum-vs-longest";
  }

  @Override
  public String question() {
    return "Do several calls take the sum of their times, or the longest of them?";
  }

  @Override
  public String expectation() {
    return "Five calls of 200 ms take 1 s one after the other, 200 ms together, 600 ms two at a time.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    List<Arm> arms =
        List.of(
            arm("sequential", "sequential", ""),
            arm("gather", "gather", ""),
            arm("gather, two at a time", "gather", "&concurrency=2"));
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 2, 1, 3), new PresetDurations(5, 3, 1, 10));
  }

  @Override
  public Verdict judge(Findings findings) {
    double sum = findings.arm("sequential").work().p50();
    double longest = findings.arm("gather").work().p50();
    double two = findings.arm("gather, two at a time").work().p50();
    return Verdict.of(
        isAbout(sum, CALLS) && isAbout(longest, 1) && isAbout(two, 3),
        "one after the other %s, together %s, two at a time %s"
            .formatted(NumberFormats.ms(sum), NumberFormats.ms(longest), NumberFormats.ms(two)));
  }

  private static boolean isAbout(double millis, int calls) {
    double least = calls * DELAY_MS;
    return millis >= least && millis <= least * (1 + TOLERANCE);
  }

  private static Arm arm(String name, String endpoint, String more) {
    String path = "/api/io/%s?calls=%d&delay=200ms%s".formatted(endpoint, CALLS, more);
    return Arm.of(name, Map.of("strategy", name), ArmRequests.open(path, PER_SECOND));
  }
}
