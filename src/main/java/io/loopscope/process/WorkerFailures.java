package io.loopscope.process;

import io.loopscope.http.ApiProblem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Says what a failed request to a worker means. */
final class WorkerFailures {
  private static final Log log = LogFactory.getLog(WorkerFailures.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private WorkerFailures() {}

  /** Whether the worker cannot have heard of the request. */
  static boolean isUnreachable(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof ConnectException || cause instanceof UnknownHostException;
  }

  /** Whether the connection ended before the answer did, as it does when a worker dies. */
  static boolean isLost(Throwable failure) {
    return cause(failure) instanceof IOException && !isUnreachable(failure);
  }

  /** 502 if the worker failed, 503 if it is full or does not start, 504 if it is too slow. */
  static ApiProblem problem(Throwable failure, Duration timeout) {
    return switch (cause(failure)) {
      case ApiProblem problem -> problem;
      case WebClientResponseException answer -> answered(answer);
      case TimeoutException late ->
          ApiProblem.of(
              HttpStatus.GATEWAY_TIMEOUT,
              "the worker did not answer within %s ms".formatted(timeout.toMillis()));
      case IOException io when isUnreachable(io) ->
          badGateway("the worker is unreachable: " + io.getMessage());
      case IOException lost -> badGateway("the worker was lost twice while it worked");
      default -> unforeseen(failure);
    };
  }

  private static ApiProblem answered(WebClientResponseException answer) {
    return switch (HttpStatus.resolve(answer.getStatusCode().value())) {
      case SERVICE_UNAVAILABLE -> ApiProblem.overloaded("the worker is full", RETRY_AFTER);
      case UNAUTHORIZED -> badGateway("the worker does not accept the token of this process");
      case null, default ->
          badGateway("the worker answered " + answer.getStatusCode().value())
              .with("workerStatus", answer.getStatusCode().value());
    };
  }

  private static ApiProblem unforeseen(Throwable failure) {
    log.warn("Failed a request to the worker", failure);
    return badGateway("the request to the worker failed; the log has the cause");
  }

  private static ApiProblem badGateway(String detail) {
    return ApiProblem.of(HttpStatus.BAD_GATEWAY, detail);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof WebClientRequestException
        ? Objects.requireNonNullElse(failure.getCause(), failure)
        : failure;
  }
}
