package io.loopscope.eventloop;

import java.util.function.LongSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where blocks go: what is quick is told on the judge's thread, what may be slow has one of its
 * own.
 */
@Configuration(proxyBeanMethods = false)
class BlockOutlets {
  private static final LongSupplier NANO_TIME = System::nanoTime;

  @Bean
  BlockListener blockCounter(LoopMetrics metrics) {
    return metrics::count;
  }

  @Bean
  Culprits blockCulprits() {
    return new Culprits();
  }

  @Bean
  BlockEvents blockFlightRecorder(Loops loops) {
    return new BlockEvents(loops);
  }

  @Bean(initMethod = "start")
  Handover blockLog(MonitorSettings settings) {
    BlockLog log = new BlockLog(NANO_TIME);
    return new Handover("eventloop-block-log", new AfterWarmUp(settings.warmUp(), log, NANO_TIME));
  }

  @Bean(initMethod = "start")
  Handover blockPublisher(ApplicationEventPublisher events) {
    return new Handover("eventloop-block-events", new BlockPublisher(events));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ReactiveHealthIndicator.class)
  static class HealthOutlets {
    @Bean
    EventLoopsHealthIndicator eventLoopsHealthIndicator(
        LoopHealth health, HealthSettings settings) {
      return new EventLoopsHealthIndicator(health, settings);
    }

    @Bean
    EventLoopLivenessHealthIndicator eventLoopLivenessHealthIndicator(LoopHealth health) {
      return new EventLoopLivenessHealthIndicator(health);
    }
  }
}
