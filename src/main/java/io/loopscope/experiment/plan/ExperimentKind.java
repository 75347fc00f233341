package io.loopscope.experiment.plan;

import io.loopscope.experiment.Preset;
import io.loopscope.failure.Failure;
import java.util.Set;
import reactor.core.publisher.Mono;

/** A question, the arms that answer it, and the rule that derives the answer. */
public interface ExperimentKind {
  Claim claim();

  default String id() {
    return claim().id();
  }

  /** The CPU workloads whose cost decides the load; they are calibrated before the plan is made. */
  default Set<String> workloads() {
    return Set.of();
  }

  /** The arms and their load for this machine, which knows the cost of every workload above. */
  ExperimentPlan plan(Preset preset, MachineCapacity machine);

  /** The answer; depends on nothing but the findings. */
  Verdict judge(Findings findings);

  /** The settings that the arms need; a {@link Failure} if they are not possible here. */
  default Mono<ArmSetup> setup(SetupContext context) {
    return Mono.just(ArmSetup.NONE);
  }
}
