package io.loopscope.process;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {
  @Bean
  Children children(ProcessSettings settings, MeterRegistry registry) {
    return new Children(settings.startTimeout(), Pauses.DEFAULT, registry);
  }
}
