package io.loopscope.loadgen;

import io.loopscope.eventloop.Loop;
import reactor.core.publisher.Mono;

/** The right to send one request. */
interface Lane {
  /** The generator's loop that sends and receives. */
  Loop loop();

  /** The request, sent by a subscription; the status of its answer. */
  Mono<Integer> call();

  /** Ends the use of the lane. */
  void give();
}
