package io.loopscope.trace;

import io.micrometer.tracing.exporter.SpanExportingPredicate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(TraceSwitch.ENDPOINT)
class TraceConfiguration {
  /** Excludes scrapes and probes of the console, which would be most of the spans. */
  @Bean
  SpanExportingPredicate notTheActuator() {
    return span -> !span.getTags().getOrDefault("uri", "").startsWith("/actuator");
  }
}
