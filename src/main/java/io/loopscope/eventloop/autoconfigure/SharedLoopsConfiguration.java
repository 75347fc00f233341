package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.clock.MonitoredLoops;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loops that reactor-netty shares in the whole JVM keep an exact clock. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "eventloop.monitor.build-loops", matchIfMissing = true)
class SharedLoopsConfiguration {
  @Bean
  static LazyInitializationExcludeFilter eventLoopMonitorSharedLoopsAreNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(SharedLoops.class);
  }

  @Bean
  static BeanFactoryPostProcessor eventLoopMonitorSharedLoopsInstallation() {
    return beans -> SharedLoops.install();
  }

  @Bean
  SharedLoops eventLoopMonitorSharedLoops(MonitoredLoops loops) {
    return SharedLoops.watchedBy(loops);
  }
}
