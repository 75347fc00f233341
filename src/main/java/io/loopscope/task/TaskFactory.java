package io.loopscope.task;

import reactor.core.publisher.Mono;

/**
 * A kind of work that can be started as a task; features offer theirs as beans.
 *
 * @param <R> the members of a request besides {@code work}
 */
public interface TaskFactory<R> {
  /** The value of the request's {@code work} member, such as {@code cpu}. */
  String work();

  /** The record to which the other members are bound. */
  Class<R> request();

  /**
   * Assembles the work that a request asks for, without starting it.
   *
   * @return the work, started by each subscription and stopped by its cancellation; completes with
   *     the task's result
   * @throws io.loopscope.failure.InvalidRequest if a value is out of range
   */
  Mono<?> assemble(R request);
}
