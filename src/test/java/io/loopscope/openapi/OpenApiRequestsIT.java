package io.loopscope.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/** Compares what the description says about requests with what the controllers read. */
@LabTest
class OpenApiRequestsIT extends DescribedApi {
  private static final String PLACEMENTS =
      "event-loop cooperative single parallel bounded-elastic virtual-threads process";

  @Test
  void describesTheParametersThatAreReadAndNoOthers() {
    assertThat(operations())
        .allSatisfy(
            (operation, method) ->
                assertThat(described(operation).path("parameters"))
                    .extracting(parameter -> parameter.path("name").asString())
                    .containsExactlyElementsOf(parameterNames(method)));
  }

  @Test
  void requiresNothingButWhatThePathNeeds() {
    assertThat(operations().keySet())
        .allSatisfy(
            operation ->
                assertThat(described(operation).path("parameters"))
                    .allSatisfy(
                        parameter ->
                            assertThat(parameter.path("required").asBoolean())
                                .isEqualTo(parameter.path("in").asString().equals("path"))));
  }

  @ParameterizedTest
  @CsvSource({
    "get /api/io/call, delay, string, 200ms, ",
    "get /api/io/wait, until, string, first-completed, first-completed first-exception all-completed",
    "get /api/io/wait, timeout, string, , ",
    "get /api/io/wait-for, timeout, string, 1s, ",
    "get /api/io/gather, calls, integer, 5, ",
    "get /api/io/gather, concurrency, integer, , ",
    "get /api/io/gather, return-exceptions, boolean, false, ",
    "get /api/io/blocking, on, string, parallel, event-loop parallel bounded-elastic virtual-threads",
    "get /api/cpu/primes, units, integer, 200, ",
    "get /api/cpu/mandelbrot, on, string, parallel, " + PLACEMENTS,
    "get /api/cpu/matrix, impl, string, naive, naive library",
    "get /api/stream/ticks, every, string, 1s, ",
    "post /api/loops/{loop}/run, timeout, string, 10s, "
  })
  void describesTypesAndDefaultsAndChoicesAsCallersWriteThem(
      String operation, String name, String type, String defaultValue, String choices) {
    JsonNode schema =
        described(operation)
            .path("parameters")
            .valueStream()
            .filter(parameter -> parameter.path("name").asString().equals(name))
            .findFirst()
            .orElseThrow()
            .path("schema");

    assertThat(schema.path("type").asString()).isEqualTo(type);
    assertThat(schema.path("default").asString(null)).isEqualTo(defaultValue);
    assertThat(schema.path("enum").valueStream().map(JsonNode::asString))
        .containsExactly(choices == null ? new String[0] : choices.split(" "));
  }

  @Test
  void describesHowATaskIsStarted() {
    JsonNode start = described("post /api/tasks");

    assertThat(start.path("responses").propertyNames()).containsExactly("202", "default");
    assertThat(start.at("/requestBody/required").asBoolean()).isTrue();
    assertThat(start.at("/requestBody/content/application~1json/examples").propertyNames())
        .containsExactly("io", "cpu");
  }

  private static Iterable<String> parameterNames(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(
            parameter ->
                parameter.hasParameterAnnotation(RequestParam.class)
                    || parameter.hasParameterAnnotation(PathVariable.class))
        .map(OpenApiRequestsIT::parameterName)
        .toList();
  }

  private static String parameterName(MethodParameter parameter) {
    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
    RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
    return query == null || query.name().isEmpty() ? parameter.getParameterName() : query.name();
  }
}
