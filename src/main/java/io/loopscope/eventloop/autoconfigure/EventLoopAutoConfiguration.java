package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.LagListener;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.export.EventLoopReports;
import io.loopscope.eventloop.health.HealthSettings;
import io.loopscope.eventloop.health.LoopHealth;
import io.loopscope.eventloop.monitor.BlockRecorder;
import io.loopscope.eventloop.monitor.CulpritStatistics;
import io.loopscope.eventloop.monitor.LoopMonitor;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.loopscope.eventloop.monitor.MonitorSettings;
import io.loopscope.eventloop.monitor.UnwatchedLoops;
import io.loopscope.eventloop.monitor.WatchSettings;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Watches the event loops of a Spring Boot service that has reactor-netty: those that reactor-netty
 * shares, with an exact clock, and others that it finds.
 *
 * <p>An application context whose parent has a monitor uses that one. Names of beans begin with
 * {@code eventLoopMonitor}, so that they do not meet those of the application.
 */
@AutoConfiguration
@ConditionalOnClass(name = "reactor.netty.resources.LoopResources")
@ConditionalOnMissingBean(MonitoredLoops.class)
@EnableConfigurationProperties({MonitorSettings.class, WatchSettings.class, HealthSettings.class})
@Import({
  SharedLoopsConfiguration.class,
  LoopDiscoveryConfiguration.class,
  SharedThreadsConfiguration.class,
  BlockListenerConfiguration.class
})
public class EventLoopAutoConfiguration {
  private static final LongSupplier NANO_TIME = System::nanoTime;

  /** What nothing asks for runs all the same where beans are lazy. */
  @Bean
  static LazyInitializationExcludeFilter eventLoopMonitorIsNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(LoopMonitor.class);
  }

  @Bean
  MonitoredLoops eventLoopMonitorLoops() {
    return new MonitoredLoops();
  }

  @Bean
  UnwatchedLoops eventLoopMonitorUnwatchedLoops() {
    return new UnwatchedLoops();
  }

  @Bean
  MonitorControl eventLoopMonitorControl(MonitorSettings settings) {
    return new MonitorControl(settings.enabled(), settings.threshold());
  }

  @Bean
  LoopReadings eventLoopMonitorReadings(MonitorControl settings) {
    return new LoopReadings(NANO_TIME, settings);
  }

  @Bean
  BlockRecorder eventLoopMonitorRecorder(
      MonitorSettings settings, ObjectProvider<BlockListener> listeners) {
    return new BlockRecorder(
        settings.keep(), InstantSource.system(), NANO_TIME, listeners.orderedStream().toList());
  }

  @Bean
  LoopHealth eventLoopMonitorHealth(MonitoredLoops loops, HealthSettings settings) {
    return LoopHealth.of(loops, settings, NANO_TIME, InstantSource.system());
  }

  @Bean(initMethod = "start")
  LoopMonitor eventLoopMonitor(
      MonitoredLoops loops,
      MonitorControl control,
      MonitorSettings settings,
      BlockRecorder recorder,
      LoopHealth health,
      ObjectProvider<LagListener> listeners,
      BeanFactory beans) {
    return new LoopMonitor(
        loops,
        control,
        recorder,
        listeners.orderedStream().toList(),
        () -> health.sample(NANO_TIME.getAsLong()),
        settings.probeInterval(),
        ApplicationCodeFinder.find(beans, settings.applicationPackages()),
        NANO_TIME);
  }

  @Bean
  EventLoopReports eventLoopMonitorReports(
      MonitoredLoops loops,
      LoopReadings readings,
      MonitorControl settings,
      BlockRecorder recorder,
      CulpritStatistics culprits,
      UnwatchedLoops unwatched) {
    return new EventLoopReports(loops, readings, settings, recorder, culprits, unwatched);
  }
}
