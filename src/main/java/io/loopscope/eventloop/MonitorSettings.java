package io.loopscope.eventloop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How event loops are watched.
 *
 * @param threshold from what age a turn of a loop is called a block
 */
@ConfigurationProperties("eventloop.monitor")
record MonitorSettings(@DefaultValue("25ms") Duration threshold) {
  MonitorSettings {
    if (threshold.isNegative() || threshold.isZero()) {
      throw new IllegalArgumentException(
          "eventloop.monitor.threshold must be positive: " + threshold);
    }
  }
}
