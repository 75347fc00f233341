package io.loopscope.eventloop;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Watches event loops in any Spring Boot WebFlux service. */
@AutoConfiguration
@EnableConfigurationProperties(MonitorSettings.class)
public class EventLoopAutoConfiguration {
  @Bean
  Loops eventLoops() {
    return new Loops();
  }

  @Bean
  LoopReadings loopReadings(MonitorSettings settings) {
    return new LoopReadings(System::nanoTime, settings.threshold());
  }

  @Bean
  LoopMetrics loopMetrics(MeterRegistry registry, LoopReadings readings) {
    return new LoopMetrics(registry, readings);
  }

  @Bean(initMethod = "start")
  Judge eventLoopJudge(Loops loops, LoopMetrics metrics) {
    loops.onLoop(metrics::watch);
    return new Judge(loops, metrics);
  }

  @Bean
  EventLoopsEndpoint eventLoopsEndpoint(
      Loops loops, LoopReadings readings, MonitorSettings settings) {
    return new EventLoopsEndpoint(loops, readings, settings);
  }
}
