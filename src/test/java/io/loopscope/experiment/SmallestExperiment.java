package io.loopscope.experiment;

import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.Claim;
import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.experiment.plan.ExperimentPlan;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.plan.MachineCapacity;
import io.loopscope.experiment.plan.Verdict;
import io.loopscope.experiment.report.NumberFormats;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A minimal experiment: is a computation on the loop worse than one off it? */
public final class SmallestExperiment implements ExperimentKind {
  @Override
  public Claim claim() {
    return new Claim("brief", "Does the bystander wait?", "It does.");
  }

  @Override
  public Set<String> workloads() {
    return Set.of("primes");
  }

  @Override
  public ExperimentPlan plan(Preset preset, MachineCapacity machine) {
    return new ExperimentPlan(
        List.of(arm("event-loop"), arm("parallel")),
        1,
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        Duration.ofMillis(1_500));
  }

  @Override
  public Verdict judge(Findings findings) {
    double on = findings.arm("event-loop").clients().bystander().max();
    double off = findings.arm("parallel").clients().bystander().max();
    return Verdict.of(
        on > off, NumberFormats.ms(on) + " on the loop, " + NumberFormats.ms(off) + " off it");
  }

  private static Arm arm(String on) {
    return Arm.of(
            on,
            Facts.of(Fact.text("on"), on),
            new LoadPlan.Stream(
                Arm.WORK, "/api/cpu/primes?units=200&on=" + on, new LoadModel.Open(4)))
        .withoutSettling()
        .blockingLoops(on.equals("event-loop"));
  }
}
