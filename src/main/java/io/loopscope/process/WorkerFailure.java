package io.loopscope.process;

import io.loopscope.failure.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** A request to a worker failed. */
final class WorkerFailure extends Failure {
  private static final Log log = LogFactory.getLog(WorkerFailure.class);

  private WorkerFailure(Kind kind, String text) {
    super(kind, text);
  }

  /** Whether no connection could be made, so that the worker did not receive the request. */
  static boolean isUnreachable(Throwable thrown) {
    Throwable cause = cause(thrown);
    return cause instanceof ConnectException || cause instanceof UnknownHostException;
  }

  /** Whether the connection ended before the answer did, as it does when a worker dies. */
  static boolean isLost(Throwable thrown) {
    return cause(thrown) instanceof IOException && !isUnreachable(thrown);
  }

  /** What a client's exception means to the caller of this service. */
  static Failure of(Throwable thrown, Duration timeout) {
    return switch (cause(thrown)) {
      case Failure failure -> failure;
      case WebClientResponseException answer -> status(answer.getStatusCode().value());
      case TimeoutException late ->
          new WorkerFailure(
              Kind.TIMED_OUT,
              "the worker did not answer within %s ms".formatted(timeout.toMillis()));
      case IOException io when isUnreachable(io) ->
          upstream("the worker is unreachable: " + io.getMessage());
      case IOException lost -> upstream("the worker was lost twice while it worked");
      default -> unforeseen(thrown);
    };
  }

  private static Failure status(int status) {
    return switch (status) {
      case 503 -> full();
      case 401 -> upstream("the worker does not accept the token of this process");
      default -> upstream("the worker answered " + status).with("workerStatus", status);
    };
  }

  private static Failure full() {
    WorkerFailure full = new WorkerFailure(Kind.OVERLOADED, "the worker is full");
    full.retryAfter(Duration.ofSeconds(1));
    return full;
  }

  private static Failure unforeseen(Throwable thrown) {
    log.warn("Request to the worker failed", thrown);
    return upstream("the request to the worker failed; the log has the cause");
  }

  private static Failure upstream(String text) {
    return new WorkerFailure(Kind.UPSTREAM, text);
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof WebClientRequestException
        ? Objects.requireNonNullElse(thrown.getCause(), thrown)
        : thrown;
  }
}
