package io.loopscope.placement;

import io.loopscope.http.Problem;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/** For a process that has nobody to send work to, such as a worker. */
final class NoOtherProcess implements OtherProcess {
  @Override
  public int limit() {
    return 1;
  }

  @Override
  public <T> Mono<Placed<T>> run(Portable<T> work) {
    return Mono.error(
        Problem.of(HttpStatus.NOT_IMPLEMENTED, "there is no other process to work on=process"));
  }
}
