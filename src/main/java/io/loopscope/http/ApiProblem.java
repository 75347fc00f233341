package io.loopscope.http;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal or a failure that the caller reads as RFC 9457 {@code application/problem+json}. */
public final class ApiProblem extends ErrorResponseException {
  private ApiProblem(HttpStatusCode status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  public static ApiProblem of(HttpStatusCode status, String detail) {
    return new ApiProblem(status, detail);
  }

  /** 400: names the parameter, repeats the value and says what is allowed. */
  public static ApiProblem badParameter(String parameter, Object value, String allowed) {
    return of(
            HttpStatus.BAD_REQUEST,
            "%s=%s is not allowed; allowed: %s".formatted(parameter, excerpt(value), allowed))
        .with("parameter", parameter)
        .with("allowed", allowed);
  }

  /** 503: a bounded queue or pool is full; the caller may try again after {@code retryAfter}. */
  public static ApiProblem overloaded(String detail, Duration retryAfter) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, detail)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
  }

  /** Adds a member to the problem's JSON. */
  public ApiProblem with(String member, Object value) {
    getBody().setProperty(member, value);
    return this;
  }

  public ApiProblem header(String name, String value) {
    getHeaders().set(name, value);
    return this;
  }

  /** Points the caller at a resource that goes on living, such as a task. */
  public ApiProblem location(URI location) {
    return header(HttpHeaders.LOCATION, location.toString());
  }

  private static String excerpt(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
