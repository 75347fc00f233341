package io.loopscope.placement;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work is placed.
 *
 * @param slice how long cooperative work keeps its loop before it yields
 * @param queueLimit pieces of work that may wait for a thread, per placement; one more is answered
 *     503
 */
@ConfigurationProperties("loopscope.placement")
record PlacementSettings(
    @DefaultValue("4ms") Duration slice, @DefaultValue("1000") int queueLimit) {
  PlacementSettings {
    if (slice.isNegative() || slice.isZero()) {
      throw new IllegalArgumentException("loopscope.placement.slice must be positive: " + slice);
    }
    if (queueLimit < 1) {
      throw new IllegalArgumentException(
          "loopscope.placement.queue-limit must be positive: " + queueLimit);
    }
  }
}
