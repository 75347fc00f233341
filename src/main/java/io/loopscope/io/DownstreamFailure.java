package io.loopscope.io;

import io.loopscope.failure.Failure;
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
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** A call to the downstream failed. */
final class DownstreamFailure extends Failure {
  private static final Log log = LogFactory.getLog(DownstreamFailure.class);

  private DownstreamFailure(Kind kind, String text) {
    super(kind, text);
  }

  /** The failure of one of several calls. */
  static Failure of(int call, Throwable thrown) {
    return of(thrown).with("call", call);
  }

  /** The failure of a composition, with the timeline of its calls. */
  static Failure of(CallTimeline timeline, Throwable thrown) {
    return of(thrown).with("timeline", timeline.steps());
  }

  /** What a client's exception means to the caller of this service. */
  static Failure of(Throwable thrown) {
    Throwable cause = thrown instanceof WebClientRequestException ? cause(thrown) : thrown;
    return switch (cause) {
      case Failure failure -> failure;
      case WebClientResponseException answer -> status(answer.getStatusCode().value());
      case PoolAcquirePendingLimitException full ->
          exhausted("too many calls wait for one already");
      case PoolAcquireTimeoutException late -> exhausted("none became free in time");
      case TimeoutException late -> tooSlow();
      case ConnectException refused -> unreachable(refused);
      case HttpConnectTimeoutException refused -> unreachable(refused);
      case HttpTimeoutException late -> tooSlow();
      case UnknownHostException unknown -> unreachable(unknown);
      case NoRouteToHostException unreachable -> unreachable(unreachable);
      case IOException closed -> upstream("the downstream closed the connection without answer");
      default -> unforeseen(cause);
    };
  }

  /** The downstream answered with an error status. */
  static Failure status(int status) {
    return upstream("the downstream answered " + status).with("downstreamStatus", status);
  }

  /** The limit of concurrent calls is reached. */
  static Failure exhausted(String reason) {
    DownstreamFailure full =
        new DownstreamFailure(
            Kind.OVERLOADED, "no connection to the downstream is free: " + reason);
    full.retryAfter(Duration.ofSeconds(1));
    return full;
  }

  /** The timeout that the caller chose passed before the call ended. */
  static Failure late(Duration timeout, String then) {
    return new DownstreamFailure(
        Kind.TIMED_OUT,
        "no answer within %s; the call %s".formatted(DelayDistribution.fixed(timeout), then));
  }

  /** The task that makes the call was cancelled. */
  static Failure cancelled() {
    return new DownstreamFailure(Kind.CONFLICT, "the task that makes the call was cancelled");
  }

  private static Failure unreachable(Throwable cause) {
    return upstream("the downstream is unreachable: " + cause.getMessage());
  }

  private static Failure tooSlow() {
    return new DownstreamFailure(Kind.TIMED_OUT, "the downstream did not answer in time");
  }

  private static Failure unforeseen(Throwable cause) {
    log.warn("Call to the downstream failed", cause);
    return upstream("the call to the downstream failed: " + cause.getClass().getSimpleName());
  }

  private static Failure upstream(String text) {
    return new DownstreamFailure(Kind.UPSTREAM, text);
  }

  private static Throwable cause(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getCause(), thrown);
  }
}
