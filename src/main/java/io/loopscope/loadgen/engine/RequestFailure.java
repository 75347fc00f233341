package io.loopscope.loadgen.engine;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Classifies failed requests. */
final class RequestFailure {
  private static final Log log = LogFactory.getLog(RequestFailure.class);

  private RequestFailure() {}

  /**
   * {@code connect} if there was no connection to send on, {@code reset} if it ended without an
   * answer, else {@code other}.
   */
  static String kind(Throwable failure) {
    return switch (failure) {
      case ConnectException refused -> "connect";
      case BindException noPort -> "connect";
      case NoRouteToHostException unreachable -> "connect";
      case UnknownHostException unknown -> "connect";
      case IOException closed -> "reset";
      default -> {
        log.debug("Failed a request", failure);
        yield "other";
      }
    };
  }
}
