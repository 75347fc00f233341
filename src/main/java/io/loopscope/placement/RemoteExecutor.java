package io.loopscope.placement;

import reactor.core.publisher.Mono;

/** Where {@link Placement#PROCESS} sends work. */
public interface RemoteExecutor {
  /** Pieces of work that may wait for it or run there at once; one more is answered 503. */
  int limit();

  /**
   * Has the work done when subscribed to, without a thread that waits, and stops it between two
   * steps when cancelled.
   *
   * @return the result with the thread it ran on there; all the time it did not run counts as
   *     queued, the way there and back too. Or a {@link io.loopscope.http.ApiProblem}: 502 if the
   *     process was lost and lost again, 503 if it is full or does not start, 504 if it takes too
   *     long
   */
  <T> Mono<PlacedResult<T>> run(RemoteWork<T> work);
}
