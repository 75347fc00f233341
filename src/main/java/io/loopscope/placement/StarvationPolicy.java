package io.loopscope.placement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Whether callers may block an event loop on purpose.
 *
 * @param allowed false turns every such request into 403
 */
@ConfigurationProperties("loopscope")
record StarvationPolicy(@Name("allow-starvation") @DefaultValue("true") boolean allowed) {
  void check() {
    if (!allowed) {
      throw new StarvationForbidden();
    }
  }
}
