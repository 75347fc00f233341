package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Figures;
import io.loopscope.experiment.Findings;
import io.loopscope.experiment.Findings.Difference;
import io.loopscope.experiment.Kind;
import io.loopscope.experiment.Machine;
import io.loopscope.experiment.Outcome;
import io.loopscope.experiment.Plan;
import io.loopscope.experiment.Preset;
import io.loopscope.experiment.RoundReport;
import io.loopscope.experiment.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CPU work on the loop, and the same work off it. */
final class Starvation implements Kind {
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
  public Plan plan(Preset preset, Machine machine) {
    List<Arm> arms =
        Stream.of(ON, OFF)
            .map(
                on ->
                    Arm.of(
                        on,
                        Map.of("on", on),
                        Requests.open(
                            Requests.cpu("primes", UNITS, on),
                            Requests.rate(SHARE, machine.cores(), UNITS))))
            .map(arm -> arm.name().equals(ON) ? arm.overloaded() : arm)
            .toList();
    return Effort.plan(preset, arms, new Effort(2, 3, 1, 8), new Effort(5, 5, 2, 20));
  }

  @Override
  public Verdict judge(Findings findings) {
    ArmReport on = findings.arm(ON);
    ArmReport off = findings.arm(OFF);
    Difference bystander = Difference.of(on, off, RoundReport::bystanderP99);
    String sentence =
        "with the work on the loop the bystander's p99 is %s, off it %s: %s; for the same requests the service reports %s"
            .formatted(
                Figures.ms(on.bystander().p99()),
                Figures.ms(off.bystander().p99()),
                Figures.times(on.bystander().p99() / off.bystander().p99()),
                Figures.ms(on.server().p99()));
    return bystander.clear()
        ? Verdict.of(bystander.ratio() > EXPECTED, sentence)
        : new Verdict(Outcome.NO_DIFFERENCE, sentence);
  }
}
