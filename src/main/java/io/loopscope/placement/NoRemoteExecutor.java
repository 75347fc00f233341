package io.loopscope.placement;

import reactor.core.publisher.Mono;

/** For a process without workers, such as a worker itself. */
final class NoRemoteExecutor implements RemoteExecutor {
  @Override
  public int limit() {
    return 1;
  }

  @Override
  public Mono<PlacedResult<byte[]>> run(RemoteWork work) {
    return Mono.error(new PlacementUnsupported("there is no other process to work on=process"));
  }
}
