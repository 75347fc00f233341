package io.loopscope.placement;

import io.loopscope.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work is placed.
 *
 * @param slice how long cooperative work runs before it yields
 * @param limit pieces of work that may wait or run at once, per placement; one more is answered 503
 */
@ConfigurationProperties("loopscope.placement")
record PlacementSettings(@DefaultValue("4ms") Duration slice, @DefaultValue("1000") int limit) {
  PlacementSettings {
    SettingCheck.positive("loopscope.placement.slice", slice);
    SettingCheck.positive("loopscope.placement.limit", limit);
  }
}
