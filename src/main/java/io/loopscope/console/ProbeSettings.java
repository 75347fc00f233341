package io.loopscope.console;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The steady probe of the service.
 *
 * @param enabled whether to probe at all
 * @param interval time between two planned sends
 * @param timeout when a probe is given up
 */
@ConfigurationProperties("loopscope.probe")
record ProbeSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("100ms") Duration interval,
    @DefaultValue("10s") Duration timeout) {
  ProbeSettings {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "loopscope.probe.interval must be at least 1ms: " + interval);
    }
    if (timeout.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "loopscope.probe.timeout must not be shorter than the interval: " + timeout);
    }
  }
}
