package io.loopscope.task;

import io.loopscope.failure.InvalidRequest;
import java.util.Set;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A kind of work that can be started as a task; features offer theirs as beans. */
public interface TaskFactory {
  /** The value of the request's {@code work} member, such as {@code cpu}. */
  String work();

  /** The members of a request that this kind reads, besides {@code work}. */
  Set<String> members();

  /**
   * Assembles the work a request asks for, without starting it.
   *
   * @return the work, started by each subscription and stopped by its cancellation; completes with
   *     the task's result
   * @throws InvalidRequest if the request asks for what is not allowed
   */
  Mono<?> assemble(JsonNode request);
}
