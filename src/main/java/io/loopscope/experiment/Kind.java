package io.loopscope.experiment;

import reactor.core.publisher.Mono;

/** A question, the arms that answer it, and the rule that says what they answered. */
public interface Kind {
  /** As in requests: {@code sum-vs-longest}. */
  String id();

  String question();

  /** What should come of it, said before anything runs. */
  String expectation();

  /** What to do on a machine like this. */
  Plan plan(Preset preset, Machine machine);

  /** What came of it. Depends on nothing but the findings. */
  Verdict judge(Findings findings);

  /** What it needs set; {@link io.loopscope.http.Problem} if that cannot be had here. */
  default Mono<Stage> stage(Bench bench) {
    return Mono.just(Stage.BARE);
  }
}
