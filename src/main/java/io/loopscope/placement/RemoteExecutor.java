package io.loopscope.placement;

import io.loopscope.failure.Failure;
import reactor.core.publisher.Mono;

/** Where {@link Placement#PROCESS} sends work. */
public interface RemoteExecutor {
  /** The maximum of pieces of work in progress at once. */
  int limit();

  /**
   * Runs the work in the other process when subscribed to, without blocking a thread; a
   * cancellation stops it between two steps.
   *
   * @return the result with the name of the thread in that process; all time in which it did not
   *     run, transfer included, counts as queued. Or a {@link Failure}: {@code UPSTREAM} if the
   *     process was lost twice, {@code OVERLOADED} if it is full, {@code UNAVAILABLE} if it does
   *     not start, {@code TIMED_OUT} if it takes too long
   */
  Mono<PlacedResult<byte[]>> run(RemoteWork work);
}
