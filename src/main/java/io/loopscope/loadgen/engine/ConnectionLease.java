package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.WatchedLoop;
import reactor.core.publisher.Mono;

/** The right to send one request. */
interface ConnectionLease {
  /** The generator's loop that sends and receives. */
  WatchedLoop loop();

  /** The request, sent by a subscription; the status of its answer. */
  Mono<Integer> call();

  /** Ends the use of the lane. */
  void give();
}
