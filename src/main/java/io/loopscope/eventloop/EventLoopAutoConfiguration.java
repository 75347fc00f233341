package io.loopscope.eventloop;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Watches event loops in any Spring Boot WebFlux service: those that serve its requests, with an
 * exact clock, and those that the application adds to {@link Loops}.
 */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration",
      "org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration"
    })
@EnableConfigurationProperties({MonitorSettings.class, HealthSettings.class})
@Import(BlockOutlets.class)
public class EventLoopAutoConfiguration {
  private static final LongSupplier NANO_TIME = System::nanoTime;

  @Bean
  Loops eventLoops() {
    return new Loops();
  }

  @Bean
  @ConditionalOnMissingBean(ReactorResourceFactory.class)
  @ConditionalOnBooleanProperty(name = "eventloop.monitor.build-loops", matchIfMissing = true)
  ReactorResourceFactory watchedReactorResources(Loops loops) {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setLoopResourcesSupplier(
        () -> loops.resources("http", LoopResources.DEFAULT_IO_WORKER_COUNT, Transport.AUTO));
    return resources;
  }

  @Bean
  LoopDiscovery loopDiscovery(Loops loops) {
    return new LoopDiscovery(loops);
  }

  @Bean
  MonitorSwitch eventLoopMonitorSwitch(MonitorSettings settings) {
    return new MonitorSwitch(settings.enabled(), settings.threshold());
  }

  @Bean
  LoopReadings loopReadings(MonitorSwitch settings) {
    return new LoopReadings(NANO_TIME, settings);
  }

  @Bean
  LoopMetrics loopMetrics(MeterRegistry registry, LoopReadings readings) {
    return new LoopMetrics(registry, readings);
  }

  @Bean
  Pauses judgePauses() {
    return new Pauses();
  }

  @Bean
  Verdicts blockVerdicts(MonitorSettings settings, Pauses pauses, List<BlockListener> listeners) {
    return new Verdicts(settings.keep(), InstantSource.system(), NANO_TIME, pauses, listeners);
  }

  @Bean
  LoopHealth eventLoopHealth(Loops loops, HealthSettings settings) {
    return LoopHealth.of(loops, settings, NANO_TIME, InstantSource.system());
  }

  @Bean(initMethod = "start")
  Judge eventLoopJudge(
      Loops loops,
      LoopReadings readings,
      LoopMetrics metrics,
      MonitorSwitch state,
      MonitorSettings settings,
      Pauses pauses,
      Verdicts verdicts,
      LoopHealth health,
      ObjectProvider<LagListener> lagListeners) {
    List<LagListener> listeners = lagListeners.orderedStream().toList();
    loops.onLoop(metrics::watch);
    Judge judge =
        new Judge(
            loops,
            pauses,
            loop ->
                watch(
                    loop,
                    readings,
                    lagOf(loop, metrics, listeners),
                    pauses,
                    state,
                    settings,
                    verdicts),
            () -> health.sample(NANO_TIME.getAsLong()),
            NANO_TIME);
    metrics.watch(judge, verdicts);
    return judge;
  }

  @Bean
  LoopReport.Source loopReports(
      Loops loops,
      LoopReadings readings,
      MonitorSwitch settings,
      Verdicts verdicts,
      Culprits culprits) {
    return new LoopReport.Source(loops, readings, settings, verdicts, culprits);
  }

  @Bean
  EventLoopsEndpoint eventLoopsEndpoint(LoopReport.Source reports, MonitorSwitch settings) {
    return new EventLoopsEndpoint(reports, settings);
  }

  @Bean
  RouteMark eventLoopRouteMark() {
    return new RouteMark();
  }

  private static VirtualArrivals.Waits lagOf(
      Loop loop, LoopMetrics metrics, List<LagListener> listeners) {
    VirtualArrivals.Waits meter = metrics.lagOf(loop);
    return (atNanos, waitedNanos) -> {
      meter.add(atNanos, waitedNanos);
      listeners.forEach(listener -> listener.onArrival(loop, atNanos, waitedNanos));
    };
  }

  private static LoopWatch watch(
      Loop loop,
      LoopReadings readings,
      VirtualArrivals.Waits lag,
      Pauses pauses,
      MonitorSwitch state,
      MonitorSettings settings,
      Verdicts verdicts) {
    long now = NANO_TIME.getAsLong();
    VirtualArrivals arrivals = new VirtualArrivals(now, Judge.TICK_NANOS, lag);
    LoopProbe probe =
        loop.isHooked() ? null : new LoopProbe(loop, now, settings.probeInterval().toNanos());
    return new LoopWatch(loop, readings, state, arrivals, pauses, probe, verdicts);
  }
}
