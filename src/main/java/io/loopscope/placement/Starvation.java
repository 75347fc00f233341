package io.loopscope.placement;

import io.loopscope.http.Problem;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.http.HttpStatus;

/**
 * Whether callers may block an event loop on purpose.
 *
 * @param allowed false turns every such request into 403
 */
@ConfigurationProperties("loopscope")
record Starvation(@Name("allow-starvation") @DefaultValue("true") boolean allowed) {
  void check() {
    if (!allowed) {
      throw Problem.of(
          HttpStatus.FORBIDDEN,
          "this would block an event loop, and loopscope.allow-starvation is false here");
    }
  }
}
