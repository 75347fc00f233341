package io.loopscope.placement;

import io.loopscope.eventloop.Loops;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlacementConfiguration {
  @Bean
  Placements placements(
      Loops loops,
      Starvation starvation,
      MeterRegistry registry,
      PlacementSettings settings,
      ObjectProvider<OtherProcess> otherProcess) {
    return new Placements(
        new ServiceLoops(loops, "http"),
        starvation,
        new WorkMetrics(registry),
        settings,
        otherProcess.getIfAvailable(NoOtherProcess::new));
  }
}
