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
import java.util.stream.Stream;

/** CPU work on the loop, and the same work off it. */
final class LoopStarvation implements ExperimentKind {
  private static final String ON = "event-loop";
  private static final String OFF = "parallel";
  private static final int UNITS = 400;
  private static final double SHARE = 0.5;
  private static final double EXPECTED = 10;

  @Override
  public String id() {
    return "starvation";
  }

  @Override
  public String question() {
    return "What happens to a bystander when CPU work lands on the event loop?";
  }

  @Override
  public String expectation() {
    return "With the work on the loop the bystander's p99 is tens of times as long as with the same"
        + " work off it, and the service itself reports next to nothing of that.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    List<Arm> arms =
        Stream.of(ON, OFF)
            .map(
                on ->
                    Arm.of(
                        on,
                        Map.of("on", on),
                        ArmRequests.open(
                            ArmRequests.cpu("primes", UNITS, on),
                            ArmRequests.rate(SHARE, machine.cores(), UNITS))))
            .map(arm -> arm.name().equals(ON) ? arm.overloaded() : arm)
            .toList();
    return PresetDurations.plan(
        preset, arms, new PresetDurations(2, 3, 1, 8), new PresetDurations(5, 5, 2, 20));
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport on = findings.arm(ON);
    ArmReport off = findings.arm(OFF);
    Difference bystander = Difference.of(on, off, RoundReport::bystanderP99);
    String sentence =
        "with the work on the loop the bystander's p99 is %s, off it %s: %s; for the same requests the service reports %s"
            .formatted(
                NumberFormats.ms(on.bystander().p99()),
                NumberFormats.ms(off.bystander().p99()),
                NumberFormats.times(on.bystander().p99() / off.bystander().p99()),
                NumberFormats.ms(on.server().p99()));
    return bystander.clear()
        ? Verdict.of(bystander.ratio() > EXPECTED, sentence)
        : new Verdict(VerdictOutcome.NO_DIFFERENCE, sentence);
  }
}
