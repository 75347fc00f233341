package io.loopscope;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.ChannelBindException;

/**
 * Reports where this process cannot listen and why: the port is taken, the address belongs to
 * another machine, or the port is privileged. Spring Boot reports only the first.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ListenFailureAnalyzer extends AbstractFailureAnalyzer<ChannelBindException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, ChannelBindException cause) {
    String reason =
        String.valueOf(cause.getCause() == null ? cause : cause.getCause().getMessage());
    return new FailureAnalysis(
        "cannot listen on %s:%d: %s"
            .formatted(cause.localHost(), cause.localPort(), reason.replaceFirst("^bind.*?: ", "")),
        null,
        cause);
  }
}
