package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.LagListener;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.clock.VirtualArrivals;
import io.loopscope.eventloop.export.EventLoopReports;
import io.loopscope.eventloop.export.EventLoopsEndpoint;
import io.loopscope.eventloop.export.LoopMetrics;
import io.loopscope.eventloop.health.HealthSettings;
import io.loopscope.eventloop.health.LoopHealth;
import io.loopscope.eventloop.monitor.BlockRecorder;
import io.loopscope.eventloop.monitor.CulpritStatistics;
import io.loopscope.eventloop.monitor.LoopDiscovery;
import io.loopscope.eventloop.monitor.LoopMonitor;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.loopscope.eventloop.monitor.MonitorSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Watches event loops in any Spring Boot WebFlux service: those that serve its requests, with an
 * exact clock, and those that the application adds to {@link MonitoredLoops}.
 */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration",
      "org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration"
    })
@EnableConfigurationProperties({MonitorSettings.class, HealthSettings.class})
@Import(BlockListenerConfiguration.class)
public class EventLoopAutoConfiguration {
  private static final LongSupplier NANO_TIME = System::nanoTime;

  @Bean
  MonitoredLoops eventLoops() {
    return new MonitoredLoops();
  }

  @Bean
  @ConditionalOnMissingBean(ReactorResourceFactory.class)
  @ConditionalOnBooleanProperty(name = "eventloop.monitor.build-loops", matchIfMissing = true)
  ReactorResourceFactory watchedReactorResources(MonitoredLoops loops) {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setLoopResourcesSupplier(
        () -> ReactorNettyTransport.current().resources(loops, "http"));
    return resources;
  }

  @Bean
  LoopDiscovery loopDiscovery(MonitoredLoops loops) {
    return new LoopDiscovery(loops);
  }

  @Bean
  MonitorControl eventLoopMonitorSwitch(MonitorSettings settings) {
    return new MonitorControl(settings.enabled(), settings.threshold());
  }

  @Bean
  LoopReadings loopReadings(MonitorControl settings) {
    return new LoopReadings(NANO_TIME, settings);
  }

  @Bean
  LoopMetrics loopMetrics(MeterRegistry registry, LoopReadings readings) {
    return new LoopMetrics(registry, readings);
  }

  @Bean
  BlockRecorder blockVerdicts(MonitorSettings settings, List<BlockListener> listeners) {
    return new BlockRecorder(settings.keep(), InstantSource.system(), NANO_TIME, listeners);
  }

  @Bean
  LoopHealth eventLoopHealth(MonitoredLoops loops, HealthSettings settings) {
    return LoopHealth.of(loops, settings, NANO_TIME, InstantSource.system());
  }

  @Bean(initMethod = "start")
  LoopMonitor eventLoopJudge(
      MonitoredLoops loops,
      LoopMetrics metrics,
      MonitorControl state,
      MonitorSettings settings,
      BlockRecorder verdicts,
      LoopHealth health,
      ObjectProvider<LagListener> lagListeners,
      BeanFactory beans) {
    List<LagListener> listeners = lagListeners.orderedStream().toList();
    loops.onLoop(metrics::watch);
    LoopMonitor judge =
        new LoopMonitor(
            loops,
            state,
            verdicts,
            loop -> lagOf(loop, metrics, listeners),
            () -> health.sample(NANO_TIME.getAsLong()),
            settings.probeInterval(),
            ApplicationCodeFinder.find(beans, settings.applicationPackages()),
            NANO_TIME);
    metrics.watch(judge, verdicts);
    return judge;
  }

  @Bean
  EventLoopReports loopReports(
      MonitoredLoops loops,
      LoopReadings readings,
      MonitorControl settings,
      BlockRecorder verdicts,
      CulpritStatistics culprits) {
    return new EventLoopReports(loops, readings, settings, verdicts, culprits);
  }

  @Bean
  EventLoopsEndpoint eventLoopsEndpoint(EventLoopReports reports, MonitorControl settings) {
    return new EventLoopsEndpoint(reports, settings);
  }

  @Bean
  RouteFilter eventLoopRouteMark() {
    return new RouteFilter();
  }

  private static VirtualArrivals.Waits lagOf(
      MonitoredLoop loop, LoopMetrics metrics, List<LagListener> listeners) {
    VirtualArrivals.Waits meter = metrics.lagOf(loop);
    return (atNanos, waitedNanos) -> {
      meter.add(atNanos, waitedNanos);
      listeners.forEach(listener -> listener.onArrival(loop, atNanos, waitedNanos));
    };
  }
}
