package io.loopscope.io;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.http.DelayDistribution;
import java.time.Duration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The downstream, called without blocking: no thread waits for the answer. */
final class DownstreamClient {
  private static final String PATH = "/call?delay={delay}&status={status}";
  private static final int OK = 200;
  private static final int ERROR = 500;

  private final WebClient client;
  private final DownstreamUrl url;
  private final IoSettings settings;

  DownstreamClient(WebClient client, DownstreamUrl url, IoSettings settings) {
    this.client = client;
    this.url = url;
    this.settings = settings;
  }

  /** A call that takes {@code delay}; fails with a {@link DownstreamFailure}. */
  Mono<DownstreamReply> call(DelayDistribution delay) {
    return call(delay, OK);
  }

  /** A call that is answered with an error at once. */
  Mono<DownstreamReply> fail() {
    return call(DelayDistribution.fixed(Duration.ZERO), ERROR);
  }

  private Mono<DownstreamReply> call(DelayDistribution delay, int status) {
    return Mono.defer(() -> exchange(delay, status))
        .timeout(settings.limit(delay))
        .onErrorMap(DownstreamFailure::of);
  }

  private Mono<DownstreamReply> exchange(DelayDistribution delay, int status) {
    return client
        .get()
        .uri(url.get() + PATH, delay, status)
        .retrieve()
        .bodyToMono(DownstreamReply.class);
  }
}
