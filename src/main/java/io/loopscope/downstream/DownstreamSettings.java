package io.loopscope.downstream;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Where the slow dependency is and how much it takes on.
 *
 * @param url where it is; by default it is embedded in this process
 * @param address what the embedded one binds to
 * @param port where the embedded one listens; 0 takes any free port
 * @param loops event loops of group {@code downstream}
 * @param concurrency calls at work at once; 0 is no limit
 * @param queue calls that may wait for their turn; one more is answered 503
 */
@ConfigurationProperties("loopscope.downstream")
record DownstreamSettings(
    @Nullable URI url,
    @DefaultValue("127.0.0.1") InetAddress address,
    @DefaultValue("8082") int port,
    @DefaultValue("2") int loops,
    @DefaultValue("0") int concurrency,
    @DefaultValue("1000") int queue) {

  DownstreamSettings {
    within("port", port, 0, 65_535);
    within("loops", loops, 1, 1_000);
    within("concurrency", concurrency, 0, DownstreamCapacity.MAX);
    within("queue", queue, 0, DownstreamCapacity.MAX);
    url = url == null ? null : withoutSlash(url);
  }

  DownstreamCapacity capacity() {
    return new DownstreamCapacity(concurrency, queue);
  }

  private static URI withoutSlash(URI url) {
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          "loopscope.downstream.url must be like http://host:8082: " + url);
    }
    return URI.create(StringUtils.trimTrailingCharacter(url.toString(), '/'));
  }

  private static void within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "loopscope.downstream.%s must be in %d..%d: %d".formatted(name, min, max, value));
    }
  }
}
