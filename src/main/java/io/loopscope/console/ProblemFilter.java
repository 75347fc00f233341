package io.loopscope.console;

import io.loopscope.http.ProblemResponse;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers the failures of a functional route as controllers do. */
final class ProblemFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {
  @Override
  public Mono<ServerResponse> filter(
      ServerRequest request, HandlerFunction<ServerResponse> handler) {
    return Mono.defer(() -> handler.handle(request))
        .onErrorResume(
            failure ->
                ProblemResponse.of(failure)
                    .map(ProblemResponse::render)
                    .orElseGet(() -> Mono.error(failure)));
  }
}
