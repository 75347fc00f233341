package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.LagListener;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.export.AsyncBlockListener;
import io.loopscope.eventloop.export.LoopMetrics;
import io.loopscope.eventloop.monitor.BlockRecorder;
import io.loopscope.eventloop.monitor.LoopMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Meters of the event loops, in a service that has a registry of meters. */
@AutoConfiguration(
    after = EventLoopAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
    })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MonitoredLoops.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnMissingBean(LoopMetrics.class)
public class EventLoopMetricsAutoConfiguration {
  @Bean
  static LazyInitializationExcludeFilter eventLoopMonitorMetersAreNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(Registration.class);
  }

  @Bean
  LoopMetrics eventLoopMonitorMetrics(MeterRegistry registry, LoopReadings readings) {
    return new LoopMetrics(registry, readings);
  }

  @Bean
  BlockListener eventLoopMonitorBlockCounter(LoopMetrics metrics) {
    return metrics::count;
  }

  @Bean
  LagListener eventLoopMonitorLagRecorder(LoopMetrics metrics) {
    return metrics::record;
  }

  @Bean
  Registration eventLoopMonitorMeters(
      LoopMetrics metrics,
      MonitoredLoops loops,
      LoopMonitor monitor,
      BlockRecorder recorder,
      ObjectProvider<AsyncBlockListener> exporters) {
    return () -> {
      loops.onLoop(metrics::watch);
      metrics.watch(monitor, recorder);
      exporters.forEach(metrics::watch);
    };
  }

  /** Registers the meters once all beans are made. */
  @FunctionalInterface
  interface Registration extends SmartInitializingSingleton {}
}
