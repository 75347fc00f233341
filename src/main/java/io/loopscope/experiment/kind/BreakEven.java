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
import io.loopscope.loadgen.ConnectionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests of growing cost at the same use of the CPUs, on the loop and off it. */
final class BreakEven implements ExperimentKind {
  private static final String ON = "event-loop";
  private static final String OFF = "parallel";
  private static final List<Integer> QUICK_COSTS = List.of(1, 5, 25, 100);
  private static final List<Integer> ALL_COSTS = List.of(1, 2, 5, 10, 25, 50, 100);
  private static final List<Double> QUICK_SHARES = List.of(0.2);
  private static final List<Double> ALL_SHARES = List.of(0.1, 0.3);
  private static final int CONNECTIONS = 64;

  @Override
  public String id() {
    return "break-even";
  }

  @Override
  public String question() {
    return "From what CPU cost per request does leaving the loop pay here?";
  }

  @Override
  public String expectation() {
    return "Leaving the loop costs tens of microseconds, so that it pays for bystanders from a few"
        + " milliseconds of computation per request, the more so the busier the loops are.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    List<Integer> costs = preset == Preset.QUICK ? QUICK_COSTS : ALL_COSTS;
    List<Double> shares = preset == Preset.QUICK ? QUICK_SHARES : ALL_SHARES;
    List<Arm> arms =
        shares.stream()
            .flatMap(
                share ->
                    costs.stream()
                        .flatMap(
                            cost ->
                                Stream.of(ON, OFF)
                                    .map(on -> arm(on, cost, share, machine.cores()))))
            .toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(3, 1.5, 0.5, 3), new PresetDurations(4, 3, 1, 8));
  }

  @Override
  public Verdict judge(Findings findings) {
    List<ArmReport> on = findings.with(Map.of("on", ON));
    Optional<ArmReport> first = on.stream().filter(arm -> pays(arm, findings)).findFirst();
    if (first.isEmpty()) {
      return new Verdict(
          VerdictOutcome.NO_DIFFERENCE,
          "up to %s ms per request the bystander does as well on the loop as off it"
              .formatted(on.getLast().fact("units")));
    }
    ArmReport off = off(first.get(), findings);
    return Verdict.of(
        true,
        "leaving the loop pays from about %s ms of computation per request, at %s of the CPUs busy: the bystander's p99 is %s on the loop and %s off it"
            .formatted(
                first.get().fact("units"),
                first.get().fact("busy"),
                NumberFormats.ms(first.get().bystander().p99()),
                NumberFormats.ms(off.bystander().p99())));
  }

  /** For this cost, and for every greater one at the same load. */
  private static boolean pays(ArmReport on, Findings findings) {
    return findings.with(Map.of("on", ON, "busy", on.fact("busy"))).stream()
        .filter(arm -> units(arm) >= units(on))
        .allMatch(arm -> differs(arm, off(arm, findings)));
  }

  private static boolean differs(ArmReport on, ArmReport off) {
    Difference bystander = Difference.of(on, off, RoundReport::bystanderP99);
    return bystander.clear() && bystander.ratio() > 1;
  }

  private static ArmReport off(ArmReport on, Findings findings) {
    return findings
        .with(Map.of("on", OFF, "units", on.fact("units"), "busy", on.fact("busy")))
        .getFirst();
  }

  private static int units(ArmReport arm) {
    return Integer.parseInt(arm.fact("units"));
  }

  private static Arm arm(String on, int units, double share, int cores) {
    String busy = NumberFormats.percent(share);
    return Arm.of(
            "%d ms at %s on %s".formatted(units, busy, on),
            Map.of("on", on, "units", String.valueOf(units), "busy", busy),
            ArmRequests.open(
                    ArmRequests.cpu("primes", units, on), ArmRequests.rate(share, cores, units))
                .over(new ConnectionPolicy.Pool(CONNECTIONS)))
        .overloaded();
  }
}
