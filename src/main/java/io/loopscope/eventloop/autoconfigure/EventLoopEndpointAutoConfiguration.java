package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.eventloop.export.EventLoopsEndpoint;
import io.loopscope.eventloop.health.EventLoopLivenessHealthIndicator;
import io.loopscope.eventloop.health.EventLoopsHealthIndicator;
import io.loopscope.eventloop.health.HealthSettings;
import io.loopscope.eventloop.health.LoopHealth;
import io.loopscope.eventloop.monitor.MonitorControl;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint and the health of event loops, in a service that has the actuator. */
@AutoConfiguration(after = EventLoopAutoConfiguration.class)
@ConditionalOnBean(EventLoopReport.Source.class)
public class EventLoopEndpointAutoConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
  static class Endpoint {
    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    EventLoopsEndpoint eventLoopMonitorEndpoint(
        EventLoopReport.Source reports, MonitorControl settings) {
      return new EventLoopsEndpoint(reports, settings);
    }
  }

  /** The names of these beans are the names of the health components. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ReactiveHealthIndicator.class)
  static class Health {
    @Bean
    @ConditionalOnMissingBean
    EventLoopsHealthIndicator eventLoopsHealthIndicator(
        LoopHealth health, HealthSettings settings) {
      return new EventLoopsHealthIndicator(health, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    EventLoopLivenessHealthIndicator eventLoopLivenessHealthIndicator(LoopHealth health) {
      return new EventLoopLivenessHealthIndicator(health);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthEndpointGroupsPostProcessor.class)
  static class HealthGroups {
    @Bean
    HealthEndpointGroupsPostProcessor eventLoopMonitorHealthGroups() {
      return LoopHealthGroups::new;
    }
  }
}
