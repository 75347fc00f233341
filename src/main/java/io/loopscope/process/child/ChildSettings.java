package io.loopscope.process.child;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How this process belongs to another.
 *
 * @param token what every request to its service port must carry, if it is set
 */
@ConfigurationProperties("loopscope.process")
record ChildSettings(@Nullable String token) {
  private static final int SHORTEST_TOKEN = 16;

  ChildSettings {
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "loopscope.process.token must have at least " + SHORTEST_TOKEN + " characters");
    }
  }
}
