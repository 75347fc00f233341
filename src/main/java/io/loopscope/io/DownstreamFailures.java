package io.loopscope.io;

import io.loopscope.http.ApiProblem;
import io.loopscope.http.DelayDistribution;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Says what a failed call to the downstream means to whoever called this service. */
final class DownstreamFailures {
  private static final Log log = LogFactory.getLog(DownstreamFailures.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private DownstreamFailures() {}

  /** The failure of one of several calls. */
  static ApiProblem problem(int call, Throwable failure) {
    return problem(failure).with("call", call);
  }

  /** The failure of a composition, which tells how far its calls got. */
  static ApiProblem with(CallTimeline timeline, Throwable failure) {
    return problem(failure).with("timeline", timeline.steps());
  }

  /**
   * The failure as a problem: 502 if the downstream failed, 504 if it was too slow, 503 if the
   * calls to it are too many.
   */
  static ApiProblem problem(Throwable failure) {
    Throwable cause = failure instanceof WebClientRequestException ? cause(failure) : failure;
    return switch (cause) {
      case ApiProblem problem -> problem;
      case WebClientResponseException answer -> status(answer.getStatusCode());
      case PoolAcquirePendingLimitException full ->
          exhausted("too many calls wait for one already");
      case PoolAcquireTimeoutException late -> exhausted("none became free in time");
      case TimeoutException late -> tooSlow();
      case ConnectException refused -> unreachable(refused);
      case HttpConnectTimeoutException refused -> unreachable(refused);
      case HttpTimeoutException late -> tooSlow();
      case UnknownHostException unknown -> unreachable(unknown);
      case NoRouteToHostException unreachable -> unreachable(unreachable);
      case IOException closed -> badGateway("the downstream closed the connection without answer");
      default -> unforeseen(cause);
    };
  }

  /** The downstream answered, but with an error. */
  static ApiProblem status(HttpStatusCode status) {
    return badGateway("the downstream answered " + status.value())
        .with("downstreamStatus", status.value());
  }

  /** As many calls are under way as there may be. */
  static ApiProblem exhausted(String reason) {
    return ApiProblem.overloaded("no connection to the downstream is free: " + reason, RETRY_AFTER);
  }

  /** The caller's own patience ended before the call did. */
  static ApiProblem late(Duration timeout, String then) {
    return ApiProblem.of(
        HttpStatus.GATEWAY_TIMEOUT,
        "no answer within %s; the call %s".formatted(DelayDistribution.fixed(timeout), then));
  }

  private static ApiProblem unreachable(Throwable failure) {
    return badGateway("the downstream is unreachable: " + failure.getMessage());
  }

  private static ApiProblem tooSlow() {
    return ApiProblem.of(HttpStatus.GATEWAY_TIMEOUT, "the downstream did not answer in time");
  }

  private static ApiProblem unforeseen(Throwable failure) {
    log.warn("Failed a call to the downstream", failure);
    return badGateway("the call to the downstream failed: " + failure.getClass().getSimpleName());
  }

  private static ApiProblem badGateway(String detail) {
    return ApiProblem.of(HttpStatus.BAD_GATEWAY, detail);
  }

  private static Throwable cause(Throwable failure) {
    return Objects.requireNonNullElse(failure.getCause(), failure);
  }
}
