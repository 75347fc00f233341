package io.loopscope.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ResolvableType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description as callers get it, and the controllers that it describes. */
abstract class DescribedApi {
  static final JsonMapper JSON = new JsonMapper();

  @Autowired WebTestClient client;
  @Autowired private RequestMappingHandlerMapping mapping;

  JsonNode description = JSON.nullNode();

  @BeforeEach
  void readTheDescription() {
    description = describe("en");
  }

  JsonNode describe(String language) {
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
  Map<String, HandlerMethod> operations() {
    Map<String, HandlerMethod> operations = new TreeMap<>();
    mapping
        .getHandlerMethods()
        .forEach(
            (request, method) -> {
              if (!isHidden(method)) {
                names(request)
                    .forEach(
                        name ->
                            operations.merge(
                                name,
                                method,
                                (one, other) -> answer(one).isRecord() ? one : other));
              }
            });
    return operations;
  }

  private static boolean isHidden(HandlerMethod method) {
    return method.hasMethodAnnotation(Hidden.class)
        || method.getBeanType().isAnnotationPresent(Hidden.class);
  }

  private static Stream<String> names(RequestMappingInfo request) {
    RequestMethod method = request.getMethodsCondition().getMethods().iterator().next();
    return request.getPatternsCondition().getPatterns().stream()
        .map(path -> method.name().toLowerCase(Locale.ROOT) + " " + path.getPatternString());
  }

  JsonNode described(String operation) {
    String[] methodAndPath = operation.split(" ");
    return description.path("paths").path(methodAndPath[1]).path(methodAndPath[0]);
  }

  JsonNode success(String operation) {
    return described(operation).path("responses").iterator().next().path("content");
  }

  /** What is in the publisher, and in the response entity if there is one in it. */
  static Class<?> answer(HandlerMethod method) {
    ResolvableType type = ResolvableType.forMethodReturnType(method.getMethod());
    while (type.hasGenerics()) {
      type = type.getGeneric();
    }
    return type.toClass();
  }
}
