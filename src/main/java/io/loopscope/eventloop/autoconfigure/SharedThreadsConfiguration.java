package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.monitor.SharedThreads;
import io.loopscope.eventloop.monitor.WatchSettings;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watches Reactor's schedulers and the carriers of virtual threads. */
@Configuration(proxyBeanMethods = false)
class SharedThreadsConfiguration {
  @Bean
  static LazyInitializationExcludeFilter eventLoopMonitorSharedThreadsAreNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(Start.class);
  }

  @Bean
  Start eventLoopMonitorSharedThreads(MonitoredLoops loops, WatchSettings settings) {
    return () -> watch(new SharedThreads(loops, System::nanoTime), settings);
  }

  private static void watch(SharedThreads threads, WatchSettings settings) {
    if (settings.reactorParallel()) {
      threads.watchParallel();
    }
    if (settings.reactorSingle()) {
      threads.watchSingle();
    }
    if (settings.reactorBoundedElastic()) {
      threads.watchBoundedElastic();
    }
    if (settings.virtualThreads()) {
      threads.watchVirtualThreads();
    }
  }

  /** Runs once all beans are made. */
  @FunctionalInterface
  interface Start extends SmartInitializingSingleton {}
}
