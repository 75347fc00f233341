package io.loopscope.http;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** {@code GET /api}: every endpoint with what it shows and a curl line, made from {@link Try}. */
@RestController
final class ApiIndex {
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  ApiIndex(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @GetMapping(
      path = "/api",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
  @Operation(summary = "Every endpoint, each with a curl line")
  Mono<Index> index(ServerHttpRequest request) {
    String service = service(request.getURI());
    return Mono.just(
        new Index(
            mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .map(handler -> handler.getMethod())
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Try.class)))
                .map(line -> new Entry(line.shows(), line.curl().replace("{service}", service)))
                .sorted(Comparator.comparing(Entry::path))
                .toList()));
  }

  private static String service(URI request) {
    return UriComponentsBuilder.fromUri(request).replacePath(null).replaceQuery(null).toUriString();
  }

  /** All entries, in the order of their paths. */
  record Index(List<Entry> endpoints) implements PlainText {
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
