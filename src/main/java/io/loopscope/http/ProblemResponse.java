package io.loopscope.http;

import io.loopscope.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A {@link Failure} as RFC 9457 {@code application/problem+json}. */
public final class ProblemResponse implements ErrorResponse {
  private final ProblemDetail body;
  private final HttpHeaders headers = new HttpHeaders();

  ProblemResponse(Failure failure) {
    body = ProblemDetail.forStatusAndDetail(status(failure.kind()), failure.text());
    failure.members().forEach(body::setProperty);
    if (failure.location() != null) {
      headers.setLocation(failure.location());
    }
    if (failure.retryAfter() != null) {
      headers.set(HttpHeaders.RETRY_AFTER, wholeSeconds(failure.retryAfter()));
    }
  }

  /** The response to a failed request; empty if the failure is neither foreseen nor Spring's. */
  public static Optional<ErrorResponse> of(Throwable thrown) {
    return Optional.ofNullable(
        switch (thrown) {
          case Failure failure -> new ProblemResponse(failure);
          case ErrorResponse response -> response;
          default -> null;
        });
  }

  /** The response of a functional route. */
  public static Mono<ServerResponse> render(ErrorResponse problem) {
    return ServerResponse.status(problem.getStatusCode())
        .headers(headers -> headers.addAll(problem.getHeaders()))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyValue(problem.getBody());
  }

  @Override
  public HttpStatusCode getStatusCode() {
    return HttpStatusCode.valueOf(body.getStatus());
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public ProblemDetail getBody() {
    return body;
  }

  private static HttpStatus status(Failure.Kind kind) {
    return switch (kind) {
      case INVALID -> HttpStatus.BAD_REQUEST;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT -> HttpStatus.CONFLICT;
      case OVERLOADED, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case TIMED_OUT -> HttpStatus.GATEWAY_TIMEOUT;
      case UPSTREAM -> HttpStatus.BAD_GATEWAY;
      case UNSUPPORTED -> HttpStatus.NOT_IMPLEMENTED;
      case BROKEN -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private static String wholeSeconds(Duration delay) {
    return String.valueOf(Math.max(1, delay.toSeconds()));
  }
}
