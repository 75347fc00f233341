package io.loopscope.task;

import io.loopscope.http.JsonBody;
import io.loopscope.role.ConditionalOnService;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Every kind of work that a request can start as a task. */
@Component
@ConditionalOnService
final class TaskFactories {
  private static final String WORK = "work";

  private final Map<String, TaskFactory<?>> factories;

  TaskFactories(ObjectProvider<TaskFactory<?>> factories) {
    this.factories =
        factories.stream()
            .collect(
                Collectors.toMap(
                    TaskFactory::work,
                    Function.identity(),
                    (one, other) -> {
                      throw new IllegalStateException("two kinds of work=" + one.work());
                    },
                    TreeMap::new));
  }

  /** The work that a request asks for, checked and assembled, but not started. */
  record AssembledTask(String work, Mono<?> result) {}

  AssembledTask read(JsonNode body) {
    JsonNode work = JsonBody.object(body).path(WORK);
    TaskFactory<?> factory = factories.get(work.asString(""));
    if (factory == null) {
      throw JsonBody.invalid(WORK, work, String.join(", ", factories.keySet()));
    }
    return assemble(factory, body);
  }

  private static <R> AssembledTask assemble(TaskFactory<R> factory, JsonNode body) {
    R request = JsonBody.read(body, factory.request(), WORK);
    return new AssembledTask(factory.work(), factory.assemble(request));
  }
}
