package io.loopscope.experiment;

import reactor.core.publisher.Mono;

/** What an experiment sets outside of itself, and puts back. */
public interface ArmSetup {
  /** Nothing. */
  ArmSetup BARE =
      new ArmSetup() {
        @Override
        public Mono<Void> set(Arm arm) {
          return Mono.empty();
        }

        @Override
        public Mono<Void> restore() {
          return Mono.empty();
        }
      };

  /** Called before each turn of an arm. */
  Mono<Void> set(Arm arm);

  /** Called once, however the experiment ended. */
  Mono<Void> restore();
}
