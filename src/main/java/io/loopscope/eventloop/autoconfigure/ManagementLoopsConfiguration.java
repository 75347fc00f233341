package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.clock.MonitoredLoops;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Gives a separate management port two loops of its own, group {@code management}: without them its
 * server runs on the loops of the service, and nothing answers while those are blocked.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass(NettyReactiveWebServerFactory.class)
@ConditionalOnBean(MonitoredLoops.class)
@ConditionalOnBooleanProperty(name = "eventloop.monitor.management-loops", matchIfMissing = true)
class ManagementLoopsConfiguration {
  private static final int LOOPS = 2;

  @Bean
  ReactorResourceFactory eventLoopMonitorManagementResources(MonitoredLoops loops) {
    ReactorNettyTransport transport = ReactorNettyTransport.current();
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setLoopResourcesSupplier(
        () -> loops.resources("management", LOOPS, transport.label(), transport.handlers()));
    return resources;
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> eventLoopMonitorManagementLoops(
      ReactorResourceFactory eventLoopMonitorManagementResources) {
    return factory -> factory.setResourceFactory(eventLoopMonitorManagementResources);
  }
}
