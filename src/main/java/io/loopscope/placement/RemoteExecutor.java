package io.loopscope.placement;

import io.loopscope.failure.Failure;
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
   *     queued, the way there and back too. Or a {@link Failure}: {@code UPSTREAM} if the process
   *     was lost twice, {@code OVERLOADED} if it is full, {@code UNAVAILABLE} if it does not start,
   *     {@code TIMED_OUT} if it takes too long
   */
  Mono<PlacedResult<byte[]>> run(RemoteWork work);
}
