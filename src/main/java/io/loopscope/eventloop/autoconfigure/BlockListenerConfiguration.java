package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.export.AsyncBlockListener;
import io.loopscope.eventloop.export.BlockFlightRecorder;
import io.loopscope.eventloop.export.BlockLog;
import io.loopscope.eventloop.export.BlockPublisher;
import io.loopscope.eventloop.export.WarmUpFilter;
import io.loopscope.eventloop.monitor.CulpritStatistics;
import io.loopscope.eventloop.monitor.MonitorSettings;
import java.util.function.LongSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where blocks go in any service: what is quick is told on the monitor's thread, what may be slow
 * has one of its own.
 */
@Configuration(proxyBeanMethods = false)
class BlockListenerConfiguration {
  private static final LongSupplier NANO_TIME = System::nanoTime;

  @Bean
  CulpritStatistics eventLoopMonitorCulprits() {
    return new CulpritStatistics();
  }

  @Bean
  BlockFlightRecorder eventLoopMonitorFlightRecorder(MonitoredLoops loops) {
    return new BlockFlightRecorder(loops);
  }

  @Bean(initMethod = "start")
  AsyncBlockListener eventLoopMonitorLog(MonitorSettings settings) {
    BlockLog log = new BlockLog(NANO_TIME);
    return new AsyncBlockListener(
        "eventloop-block-log", new WarmUpFilter(settings.warmUp(), log, NANO_TIME));
  }

  @Bean(initMethod = "start")
  AsyncBlockListener eventLoopMonitorPublisher(ApplicationEventPublisher events) {
    return new AsyncBlockListener("eventloop-block-events", new BlockPublisher(events));
  }
}
