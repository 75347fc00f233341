package io.loopscope.placement;

import io.loopscope.http.ApiProblem;
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
record StarvationPolicy(@Name("allow-starvation") @DefaultValue("true") boolean allowed) {
  void check() {
    if (!allowed) {
      throw ApiProblem.of(
          HttpStatus.FORBIDDEN,
          "this would block an event loop, and loopscope.allow-starvation is false here");
    }
  }
}
