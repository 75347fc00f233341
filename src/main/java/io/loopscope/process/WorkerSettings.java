package io.loopscope.process;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * A worker that is not a child of this process.
 *
 * @param url where it is; by default a child is started
 * @param token its {@code loopscope.process.token}, if it has one
 */
@ConfigurationProperties("loopscope.worker")
record WorkerSettings(@Nullable URI url, @Nullable String token) {
  WorkerSettings {
    if (url != null && url.getHost() == null) {
      throw new IllegalArgumentException(
          "loopscope.worker.url must be like http://worker:8080: " + url);
    }
    url = url == null ? null : URI.create(StringUtils.trimTrailingCharacter(url.toString(), '/'));
    token = StringUtils.hasText(token) ? token : null;
  }
}
