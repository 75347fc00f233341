package io.loopscope.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.LabTest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/** Compares what the description says about answers with what the controllers answer. */
@LabTest
class OpenApiAnswersIT extends DescribedApi {
  private static final JsonNode STRING = JSON.readTree("{\"type\":\"string\"}");
  private static final JsonNode BYTES =
      JSON.readTree("{\"type\":\"string\",\"format\":\"binary\"}");

  /** Two records of one simple name would share a schema, and one of them would be described. */
  @Test
  void describesTheMembersOfEachAnswer() {
    Map<String, HandlerMethod> operations = operations();
    operations.values().removeIf(method -> !answer(method).isRecord());

    assertThat(operations)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            (operation, method) ->
                assertThat(membersOfJson(operation)).isEqualTo(members(answer(method))));
  }

  @Test
  void describesTextAsText() {
    assertThat(operations().keySet())
        .map(operation -> success(operation).path("text/plain"))
        .filteredOn(text -> !text.isMissingNode())
        .hasSizeGreaterThan(15)
        .allSatisfy(text -> assertThat(text.path("schema")).isEqualTo(STRING));
  }

  @Test
  void describesWhatIsNeitherJsonNorText() {
    assertThat(success("get /api/files/{size}").at("/application~1octet-stream/schema"))
        .isEqualTo(BYTES);
    assertThat(success("get /api/cpu/mandelbrot").at("/image~1png/schema")).isEqualTo(BYTES);
    assertThat(success("get /api/stream/ticks").propertyNames())
        .containsExactly("text/event-stream");
    assertThat(success("get /api/io/as-completed").propertyNames())
        .containsExactly(
            "application/x-ndjson", "text/event-stream", "application/json", "text/plain");
  }

  @Test
  void describesWhatEachOperationShowsAndHowItFails() {
    assertThat(operations().keySet())
        .map(this::described)
        .allSatisfy(
            operation -> {
              assertThat(operation.path("summary").asString()).isNotEmpty();
              JsonNode failure = operation.path("responses").path("default").path("content");
              assertThat(failure.propertyNames()).containsExactly("application/problem+json");
              assertThat(failure.at("/application~1problem+json/schema/properties").propertyNames())
                  .contains("status", "title", "detail", "parameter", "allowed");
            });
  }

  private Set<String> membersOfJson(String operation) {
    JsonNode content = success(operation);
    JsonNode schema =
        (content.has("application/json")
                ? content.path("application/json")
                : content.iterator().next())
            .path("schema");
    String reference = schema.path("items").path("$ref").asString(schema.path("$ref").asString());
    return new TreeSet<>(description.at(reference.substring(1)).path("properties").propertyNames());
  }

  private static Set<String> members(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(OpenApiAnswersIT::members)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> members(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
        ? members(component.getType()).stream()
        : Stream.of(component.getName());
  }
}
