package io.loopscope.experiment;

import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The smallest experiment that there is: is a computation on the loop worse than one off it? */
public final class SmallestExperiment implements ExperimentKind {
  @Override
  public String id() {
    return "brief";
  }

  @Override
  public String question() {
    return "Does the bystander wait?";
  }

  @Override
  public String expectation() {
    return "It does.";
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineSize machine) {
    return new ExperimentPlan(
        List.of(arm("event-loop"), arm("parallel")),
        1,
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        Duration.ofMillis(1_500));
  }

  @Override
  public Verdict judge(Findings findings) {
    double on = findings.arm("event-loop").bystander().max();
    double off = findings.arm("parallel").bystander().max();
    return Verdict.of(
        on > off, NumberFormats.ms(on) + " on the loop, " + NumberFormats.ms(off) + " off it");
  }

  private static Arm arm(String on) {
    return Arm.of(
            on,
            Map.of("on", on),
            new LoadPlan.Stream(
                Arm.WORK, "/api/cpu/primes?units=200&on=" + on, new LoadModel.Open(4)))
        .overloaded();
  }
}
