package io.loopscope.placement;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work is placed.
 *
 * @param slice how long cooperative work keeps its loop before it yields
 * @param limit pieces of work that may wait or run at once, per placement; one more is answered 503
 */
@ConfigurationProperties("loopscope.placement")
record PlacementSettings(@DefaultValue("4ms") Duration slice, @DefaultValue("1000") int limit) {
  PlacementSettings {
    if (slice.isNegative() || slice.isZero()) {
      throw new IllegalArgumentException("loopscope.placement.slice must be positive: " + slice);
    }
    if (limit < 1) {
      throw new IllegalArgumentException("loopscope.placement.limit must be positive: " + limit);
    }
  }
}
