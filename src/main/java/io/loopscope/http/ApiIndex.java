package io.loopscope.http;

import io.loopscope.role.ConditionalOnService;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api}: every endpoint with what it shows and a curl line, made from {@link
 * ApiExample}.
 */
@RestController
@ConditionalOnService
final class ApiIndex {
  private final ObjectProvider<HandlerMapping> mappings;

  ApiIndex(ObjectProvider<HandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @ApiExample(
      shows = "this list, as commands to paste into a shell",
      curl = "curl -H 'Accept: text/plain' {service}/api")
  @GetMapping(
      path = "/api",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
  Mono<Index> index(ServerHttpRequest request) {
    String service = RequestOrigin.of(request).toString();
    return Mono.just(
        new Index(
            mappings.stream()
                .flatMap(ApiIndex::methods)
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(ApiExample.class)))
                .map(line -> new Entry(line.shows(), line.curl().replace("{service}", service)))
                .sorted(Comparator.comparing(Entry::path))
                .toList()));
  }

  /** What requests can reach: methods of controllers, and handlers that own a path, as sockets. */
  private static Stream<Method> methods(HandlerMapping mapping) {
    return switch (mapping) {
      case RequestMappingHandlerMapping controllers ->
          controllers.getHandlerMethods().values().stream().map(HandlerMethod::getMethod);
      case AbstractUrlHandlerMapping paths ->
          paths.getHandlerMap().values().stream()
              .flatMap(handler -> Arrays.stream(handler.getClass().getDeclaredMethods()));
      default -> Stream.empty();
    };
  }

  /** All entries, in the order of their paths. */
  record Index(List<Entry> endpoints) implements PlainTextAnswer {
    @Override
    public String plainText() {
      return endpoints.stream()
          .map(entry -> "# " + entry.shows() + "\n" + entry.curl())
          .collect(Collectors.joining("\n"));
    }
  }

  /** One endpoint: what it shows, and a command that works as it stands. */
  record Entry(String shows, String curl) {
    private String path() {
      return curl.substring(Math.max(0, curl.indexOf("/api")));
    }
  }
}
