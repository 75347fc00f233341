package io.loopscope.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The live stream.
 *
 * @param viewers largest number of viewers at once
 */
@ConfigurationProperties("loopscope.live")
record LiveSettings(@DefaultValue("100") int viewers) {
  LiveSettings {
    if (viewers < 1) {
      throw new IllegalArgumentException("loopscope.live.viewers must be positive: " + viewers);
    }
  }
}
