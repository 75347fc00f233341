package io.loopscope.task;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.role.ConditionalOnService;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Every kind of work that a request can start as a task. */
@Component
@ConditionalOnService
final class TaskFactories {
  private static final String WORK = "work";

  private final Map<String, TaskFactory> kinds;

  TaskFactories(ObjectProvider<TaskFactory> startables) {
    this.kinds =
        startables.stream()
            .collect(
                Collectors.toMap(
                    TaskFactory::work,
                    Function.identity(),
                    (one, other) -> {
                      throw new IllegalStateException("two kinds of work=" + one.work());
                    },
                    TreeMap::new));
  }

  /** What a request asks for, checked and assembled, not started. */
  record Asked(String kind, Mono<?> work) {}

  Asked read(JsonNode request) {
    if (!request.isObject()) {
      throw new InvalidRequest("the body must be a JSON object");
    }
    TaskFactory startable = kinds.get(request.path(WORK).asString(""));
    if (startable == null) {
      throw InvalidRequest.parameter(
          WORK, text(request.path(WORK)), String.join(", ", kinds.keySet()));
    }
    refuseUnknown(request, startable);
    return new Asked(startable.work(), startable.assemble(request));
  }

  private static void refuseUnknown(JsonNode request, TaskFactory startable) {
    for (Map.Entry<String, JsonNode> member : request.properties()) {
      String name = member.getKey();
      if (!name.equals(WORK) && !startable.members().contains(name)) {
        throw InvalidRequest.parameter(
            name,
            text(member.getValue()),
            Stream.concat(Stream.of(WORK), startable.members().stream().sorted())
                .collect(Collectors.joining(", ", "members ", "")));
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }
}
