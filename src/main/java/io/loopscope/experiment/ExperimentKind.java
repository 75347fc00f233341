package io.loopscope.experiment;

import reactor.core.publisher.Mono;

/** A question, the arms that answer it, and the rule that says what they answered. */
public interface ExperimentKind {
  /** As in requests: {@code sum-vs-longest}. */
  String id();

  String question();

  /** What should come of it, said before anything runs. */
  String expectation();

  /** What to do on a machine like this. */
  ExperimentPlan plan(Preset preset, MachineSize machine);

  /** What came of it. Depends on nothing but the findings. */
  Verdict judge(Findings findings);

  /** What it needs set; {@link io.loopscope.http.ApiProblem} if that cannot be had here. */
  default Mono<ArmSetup> stage(StageContext bench) {
    return Mono.just(ArmSetup.BARE);
  }
}
