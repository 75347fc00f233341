package io.loopscope.downstream;

import io.loopscope.http.ProblemResponse;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers failures of the downstream as problem+json, as the service does. */
final class DownstreamProblems implements WebExceptionHandler {
  private static final Log log = LogFactory.getLog(DownstreamProblems.class);
  private static final ServerResponse.Context CONTEXT =
      new Codecs(HandlerStrategies.withDefaults().messageWriters(), List.of());

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    return ProblemResponse.render(ProblemResponse.of(failure).orElseGet(() -> unexpected(failure)))
        .flatMap(response -> response.writeTo(exchange, CONTEXT));
  }

  private static ErrorResponse unexpected(Throwable failure) {
    log.error("The downstream failed a call", failure);
    return ErrorResponse.create(
        failure,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "unexpected failure; the log of the downstream has the cause");
  }

  private record Codecs(List<HttpMessageWriter<?>> messageWriters, List<ViewResolver> viewResolvers)
      implements ServerResponse.Context {}
}
