package io.loopscope.downstream;

import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers what went wrong as problem+json, as the service does. */
final class DownstreamProblems implements WebExceptionHandler {
  private static final Log log = LogFactory.getLog(DownstreamProblems.class);
  private static final ServerResponse.Context CONTEXT =
      new Codecs(HandlerStrategies.withDefaults().messageWriters(), List.of());

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    ErrorResponse problem = problem(failure);
    return ServerResponse.status(problem.getStatusCode())
        .headers(headers -> headers.addAll(problem.getHeaders()))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyValue(problem.getBody())
        .flatMap(response -> response.writeTo(exchange, CONTEXT));
  }

  private static ErrorResponse problem(Throwable failure) {
    if (failure instanceof ErrorResponse problem) {
      return problem;
    }
    log.error("The downstream failed a call", failure);
    return ErrorResponse.create(
        failure,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "unexpected failure; the log of the downstream has the cause");
  }

  private record Codecs(List<HttpMessageWriter<?>> messageWriters, List<ViewResolver> viewResolvers)
      implements ServerResponse.Context {}
}
