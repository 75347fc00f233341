package io.loopscope.experiment.plan;

import reactor.core.publisher.Mono;

/** The settings outside an experiment that it changes for its arms and restores. */
public interface ArmSetup {
  /** Changes nothing. */
  ArmSetup NONE =
      new ArmSetup() {
        @Override
        public Mono<Void> apply(Arm arm) {
          return Mono.empty();
        }

        @Override
        public Mono<Void> restore() {
          return Mono.empty();
        }
      };

  /** Called before each turn of an arm. */
  Mono<Void> apply(Arm arm);

  /** Called once, however the experiment ended. */
  Mono<Void> restore();
}
