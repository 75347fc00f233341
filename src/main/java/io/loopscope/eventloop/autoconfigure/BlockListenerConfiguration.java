package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.export.AsyncBlockListener;
import io.loopscope.eventloop.export.BlockFlightRecorder;
import io.loopscope.eventloop.export.BlockLog;
import io.loopscope.eventloop.export.BlockPublisher;
import io.loopscope.eventloop.export.LoopMetrics;
import io.loopscope.eventloop.export.WarmUpFilter;
import io.loopscope.eventloop.health.EventLoopLivenessHealthIndicator;
import io.loopscope.eventloop.health.EventLoopsHealthIndicator;
import io.loopscope.eventloop.health.HealthSettings;
import io.loopscope.eventloop.health.LoopHealth;
import io.loopscope.eventloop.monitor.CulpritStatistics;
import io.loopscope.eventloop.monitor.MonitorSettings;
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
class BlockListenerConfiguration {
  private static final LongSupplier NANO_TIME = System::nanoTime;

  @Bean
  BlockListener blockCounter(LoopMetrics metrics) {
    return metrics::count;
  }

  @Bean
  CulpritStatistics blockCulprits() {
    return new CulpritStatistics();
  }

  @Bean
  BlockFlightRecorder blockFlightRecorder(MonitoredLoops loops) {
    return new BlockFlightRecorder(loops);
  }

  @Bean(initMethod = "start")
  AsyncBlockListener blockLog(MonitorSettings settings) {
    BlockLog log = new BlockLog(NANO_TIME);
    return new AsyncBlockListener(
        "eventloop-block-log", new WarmUpFilter(settings.warmUp(), log, NANO_TIME));
  }

  @Bean(initMethod = "start")
  AsyncBlockListener blockPublisher(ApplicationEventPublisher events) {
    return new AsyncBlockListener("eventloop-block-events", new BlockPublisher(events));
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
