package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.eventloop.monitor.UnwatchedLoops;
import io.loopscope.eventloop.monitor.WatchSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.WebFilter;

/** Which route a loop serves, in a WebFlux service. */
@AutoConfiguration(after = EventLoopAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({WebFilter.class, HandlerMapping.class})
@ConditionalOnBean(MonitoredLoops.class)
public class EventLoopRouteAutoConfiguration {
  @Bean
  RouteFilter eventLoopMonitorRouteFilter(ServingLoops serving) {
    return new RouteFilter(serving);
  }

  @Bean
  ServingLoops eventLoopMonitorServingLoops(
      MonitoredLoops loops, UnwatchedLoops unwatched, WatchSettings settings) {
    return new ServingLoops(loops, unwatched, settings.otherLoops());
  }
}
