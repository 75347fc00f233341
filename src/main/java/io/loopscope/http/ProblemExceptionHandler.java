package io.loopscope.http;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Answers every failed request with problem+json that says what was wrong and what is allowed. */
@RestControllerAdvice
final class ProblemExceptionHandler extends ResponseEntityExceptionHandler {
  private static final Log log = LogFactory.getLog(ProblemExceptionHandler.class);

  @Override
  protected Mono<ResponseEntity<Object>> handleServerWebInputException(
      ServerWebInputException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    return invalidInput(failure)
        .map(invalid -> expected(invalid, exchange))
        .orElseGet(() -> super.handleServerWebInputException(failure, headers, status, exchange));
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleResponseStatusException(
      ResponseStatusException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    String detail = detail(failure);
    return detail == null
        ? super.handleResponseStatusException(failure, headers, status, exchange)
        : explain(failure, detail, headers, status, exchange);
  }

  @Override
  protected Mono<ResponseEntity<Object>> handleUnsupportedMediaTypeStatusException(
      UnsupportedMediaTypeStatusException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    String allowed = MediaType.toString(failure.getSupportedMediaTypes());
    return explain(failure, "Content-Type must be " + allowed, headers, status, exchange);
  }

  /** Problem JSON for every {@code Accept}: an event stream would hide the problem in an event. */
  @Override
  protected Mono<ResponseEntity<Object>> createResponseEntity(
      @Nullable Object body,
      @Nullable HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    return Mono.just(
        ResponseEntity.status(status)
            .headers(headers)
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(body));
  }

  @ExceptionHandler
  Mono<ResponseEntity<Object>> expected(Failure failure, ServerWebExchange exchange) {
    ProblemResponse problem = new ProblemResponse(failure);
    return handleExceptionInternal(
        failure, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), exchange);
  }

  /**
   * Logs a failure that no feature foresaw and answers without its details. Once the response is
   * committed, the server ends it. A client that disconnected is not logged.
   */
  @ExceptionHandler
  Mono<ResponseEntity<ProblemDetail>> unexpected(Throwable failure, ServerWebExchange exchange) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    if (!DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      log.error(
          "Failed " + exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath(),
          failure);
    }
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "unexpected failure; the log of the service has the cause");
    return Mono.just(
        ResponseEntity.internalServerError()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(problem));
  }

  private Mono<ResponseEntity<Object>> explain(
      ResponseStatusException failure,
      String detail,
      HttpHeaders headers,
      HttpStatusCode status,
      ServerWebExchange exchange) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    return handleExceptionInternal(failure, problem, headers, status, exchange);
  }

  private static @Nullable String detail(ResponseStatusException failure) {
    if (failure instanceof ContentTooLargeException) {
      return "the body is too large";
    }
    return failure.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
        ? "there is nothing here; GET /api lists what there is"
        : null;
  }

  private static Optional<Failure> invalidInput(ServerWebInputException failure) {
    return UnreadableBody.isIn(failure)
        ? Optional.of(UnreadableBody.describe(failure))
        : mistyped(failure);
  }

  private static Optional<Failure> mistyped(ServerWebInputException failure) {
    MethodParameter parameter = failure.getMethodParameter();
    if (parameter == null || !(failure.getCause() instanceof TypeMismatchException mismatch)) {
      return Optional.empty();
    }
    return Optional.of(
        InvalidRequest.parameter(
            StrictRequestMapping.name(parameter),
            String.valueOf(mismatch.getValue()),
            AllowedValues.of(parameter.nestedIfOptional().getNestedParameterType())));
  }
}
