package io.loopscope.console;

import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Tells a caller why it is refused, as controllers do. */
final class ProblemFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {
  @Override
  public Mono<ServerResponse> filter(
      ServerRequest request, HandlerFunction<ServerResponse> handler) {
    return Mono.defer(() -> handler.handle(request))
        .onErrorResume(ErrorResponseException.class, ProblemFilter::tell);
  }

  private static Mono<ServerResponse> tell(ErrorResponseException refusal) {
    return ServerResponse.status(refusal.getStatusCode())
        .headers(headers -> headers.putAll(refusal.getHeaders()))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyValue(refusal.getBody());
  }
}
