package io.loopscope.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.LabTest;
import io.swagger.v3.oas.annotations.Hidden;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what the description says with what the controllers do. */
@LabTest
@ExtendWith(OutputCaptureExtension.class)
class OpenApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode STRING = JSON.readTree("{\"type\":\"string\"}");
  private static final JsonNode BYTES =
      JSON.readTree("{\"type\":\"string\",\"format\":\"binary\"}");
  private static final String PLACEMENTS =
      "event-loop cooperative single parallel bounded-elastic virtual-threads process";

  @Autowired private WebTestClient client;
  @Autowired private RequestMappingHandlerMapping mapping;

  private JsonNode description = JSON.nullNode();

  @BeforeEach
  void readTheDescription() {
    description = describe("en");
  }

  @Test
  void describesTheOperationsThereAreAndNoOthers() {
    Set<String> described = new TreeSet<>();
    description
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.propertyNames().forEach(method -> described.add(method + " " + path)));

    assertThat(described).isEqualTo(operations().keySet()).hasSizeGreaterThan(20);
  }

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

  @Test
  void describesHowATaskIsStarted() {
    JsonNode start = described("post /api/tasks");

    assertThat(start.path("responses").propertyNames()).containsExactly("202", "default");
    assertThat(start.at("/requestBody/required").asBoolean()).isTrue();
    assertThat(start.at("/requestBody/content/application~1json/examples").propertyNames())
        .containsExactly("io", "cpu");
  }

  @Test
  void namesTheServiceAndWhereItWasReached() {
    assertThat(description.at("/info/title").asString()).isEqualTo("Loopscope");
    assertThat(description.at("/servers/0/url").asString()).matches("http://[^/]+:\\d+");
  }

  @Test
  void comesAsYamlToo() {
    client
        .get()
        .uri("/api/openapi.yaml")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(yaml -> assertThat(yaml).startsWith("openapi: 3.1.0").contains("/api/io/gather:"));
  }

  /** A language that nobody asked for yet has a description made for it. */
  @Test
  void isMadeOffTheLoopAndWithoutWarnings(CapturedOutput output) {
    describe("eo");

    assertThat(output)
        .containsPattern("elastic-\\d+].*Init duration for springdoc-openapi")
        .doesNotContain("WARN");
  }

  private JsonNode describe(String language) {
    return JSON.readTree(
        client
            .get()
            .uri("/api/openapi")
            .header("Accept-Language", language)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody());
  }

  /** The method behind each operation; any of them if they differ in what they produce. */
  private Map<String, HandlerMethod> operations() {
    Map<String, HandlerMethod> operations = new TreeMap<>();
    mapping
        .getHandlerMethods()
        .forEach(
            (request, method) -> {
              if (!isHidden(method)) {
                operations.merge(
                    name(request), method, (one, other) -> answer(one).isRecord() ? one : other);
              }
            });
    return operations;
  }

  private static boolean isHidden(HandlerMethod method) {
    return method.hasMethodAnnotation(Hidden.class)
        || method.getBeanType().isAnnotationPresent(Hidden.class);
  }

  private static String name(RequestMappingInfo request) {
    RequestMethod method = request.getMethodsCondition().getMethods().iterator().next();
    String path = request.getPatternsCondition().getPatterns().iterator().next().getPatternString();
    return method.name().toLowerCase(Locale.ROOT) + " " + path;
  }

  private JsonNode described(String operation) {
    String[] methodAndPath = operation.split(" ");
    return description.path("paths").path(methodAndPath[1]).path(methodAndPath[0]);
  }

  private JsonNode success(String operation) {
    return described(operation).path("responses").iterator().next().path("content");
  }

  private static Iterable<String> parameterNames(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(
            parameter ->
                parameter.hasParameterAnnotation(RequestParam.class)
                    || parameter.hasParameterAnnotation(PathVariable.class))
        .map(OpenApiIT::parameterName)
        .toList();
  }

  private static String parameterName(MethodParameter parameter) {
    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
    RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
    return query == null || query.name().isEmpty() ? parameter.getParameterName() : query.name();
  }

  /** What is in the publisher, and in the response entity if there is one in it. */
  private static Class<?> answer(HandlerMethod method) {
    ResolvableType type = ResolvableType.forMethodReturnType(method.getMethod());
    while (type.hasGenerics()) {
      type = type.getGeneric();
    }
    return type.toClass();
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
        .flatMap(OpenApiIT::members)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> members(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
        ? members(component.getType()).stream()
        : Stream.of(component.getName());
  }
}
