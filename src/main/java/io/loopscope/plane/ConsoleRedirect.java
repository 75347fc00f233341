package io.loopscope.plane;

import io.loopscope.http.Origin;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Leads a browser from the service to the console. */
@Hidden
@RestController
final class ConsoleRedirect {
  private final PlaneSettings settings;
  private final Environment environment;

  ConsoleRedirect(PlaneSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @GetMapping("/")
  Mono<ResponseEntity<Void>> toConsole(ServerHttpRequest request) {
    URI console =
        Optional.ofNullable(settings.console().url())
            .map(URI::create)
            .orElseGet(() -> sameHost(request));
    return Mono.just(ResponseEntity.status(HttpStatus.FOUND).location(console).build());
  }

  private URI sameHost(ServerHttpRequest request) {
    int port = environment.getRequiredProperty("local.management.port", Integer.class);
    return URI.create(Origin.of(request).withPort(port) + "/");
  }
}
