package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.WatchedLoop;
import reactor.core.publisher.Mono;

/** The right to send one request over a connection. */
interface ConnectionLease {
  /** The generator's loop that sends and receives. */
  WatchedLoop loop();

  /** The request, sent with a subscription; the status of its answer. */
  Mono<Integer> call();

  /** Returns the connection to its source. */
  void release();
}
