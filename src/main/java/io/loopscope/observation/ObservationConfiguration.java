package io.loopscope.observation;

import io.loopscope.role.ConditionalOnService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnService
class ObservationConfiguration {
  @Bean
  ServiceObserver witness(MeterRegistry registry) {
    return new ServiceObserver("http", registry, InstantSource.system(), System::nanoTime);
  }

  @Bean
  ServerLatencies serverTimes(ServiceObserver witness) {
    return new ServerLatencies(witness);
  }
}
