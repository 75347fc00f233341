package io.stranger;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** A WebFlux service that knows nothing of Loopscope, with its monitor on the class path. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class StrangerApplication {
  @Bean
  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .GET(
            "/sum/{n}",
            request -> {
              long end = System.nanoTime() + 1_000_000 * Long.parseLong(request.pathVariable("n"));
              long sum = 0;
              while (System.nanoTime() < end) {
                sum += sum % 7 + 1;
              }
              return ServerResponse.ok().bodyValue(sum);
            })
        .build();
  }
}
