package io.loopscope.plane;

import io.loopscope.role.ConditionalOnService;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Redirects a browser from the service to the console. */
@Hidden
@RestController
@ConditionalOnService
final class ConsoleRedirect {
  private final PlaneAddresses addresses;

  ConsoleRedirect(PlaneAddresses addresses) {
    this.addresses = addresses;
  }

  @GetMapping("/")
  Mono<ResponseEntity<Void>> toConsole(ServerHttpRequest request) {
    return Mono.just(
        ResponseEntity.status(HttpStatus.FOUND).location(addresses.console(request)).build());
  }
}
