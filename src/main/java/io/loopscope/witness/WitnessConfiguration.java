package io.loopscope.witness;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WitnessConfiguration {
  @Bean
  Witness witness(MeterRegistry registry) {
    return new Witness("http", registry, InstantSource.system(), System::nanoTime);
  }

  @Bean
  ServerTimes serverTimes(Witness witness) {
    return new ServerTimes(witness);
  }
}
