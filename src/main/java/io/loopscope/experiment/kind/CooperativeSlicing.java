package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.ExperimentKind;
import io.loopscope.experiment.ExperimentPlan;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.Findings.Difference;
import io.loopscope.experiment.MachineSize;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.RoundReport;
import io.loopscope.experiment.Verdict;
import io.loopscope.experiment.VerdictOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computations on the loop, in slices of different lengths that let others in between. */
final class CooperativeSlicing implements ExperimentKind {
  private static final int UNITS = 200;
  private static final double SHARE = 0.3;
  private static final String WHOLE = "whole";
  private static final List<String> SLICES = List.of("1ms", "4ms", "16ms", "64ms");

  /** What a bystander may have to wait so that nobody calls the loop starved. */
  private static final double BEARABLE_MS = 100;

  @Override
  public String id() {
    return "cooperative";
  }

  @Override
  public String question() {
    return "How small must the slices of a computation on the loop be, for others not to suffer?";
  }

  @Override
  public String expectation() {
    return "The bystander waits for about a slice, once per turn that it needs: the shorter the"
        + " slices, the shorter its wait, and without slices it waits for the whole computation.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    double rate = ArmRequests.rate(SHARE, machine.cores(), UNITS);
    List<Arm> arms =
        Stream.concat(
                SLICES.stream()
                    .map(
                        slice ->
                            arm(
                                slice,
                                ArmRequests.cpu("primes", UNITS, "cooperative") + "&slice=" + slice,
                                rate)),
                Stream.of(arm(WHOLE, ArmRequests.cpu("primes", UNITS, "event-loop"), rate)))
            .toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 2, 1, 5), new PresetDurations(4, 3, 1, 15));
  }

  @Override
  public Verdict judge(Findings findings) {
    Difference sliced =
        Difference.of(findings.arm(WHOLE), findings.arm("4ms"), RoundReport::bystanderP99);
    String bearable =
        findings.arms().stream()
            .takeWhile(arm -> arm.bystander().p99() <= BEARABLE_MS)
            .map(arm -> arm.fact("slice"))
            .reduce((shorter, longer) -> longer)
            .map(
                slice ->
                    "slices of up to %s keep it under %s"
                        .formatted(slice, NumberFormats.ms(BEARABLE_MS)))
            .orElse("no slice keeps it under " + NumberFormats.ms(BEARABLE_MS));
    String sentence =
        "the bystander's p99 is %s; %s"
            .formatted(
                findings.arms().stream()
                    .map(CooperativeSlicing::wait)
                    .collect(Collectors.joining(", ")),
                bearable);
    return sliced.clear()
        ? Verdict.of(sliced.ratio() > 1, sentence)
        : new Verdict(VerdictOutcome.NO_DIFFERENCE, sentence);
  }

  private static String wait(ArmReport arm) {
    return "%s with slices of %s"
        .formatted(NumberFormats.ms(arm.bystander().p99()), arm.fact("slice"))
        .replace("with slices of " + WHOLE, "without");
  }

  private static Arm arm(String slice, String path, double rate) {
    return Arm.of(slice, Map.of("slice", slice), ArmRequests.open(path, rate)).overloaded();
  }
}
