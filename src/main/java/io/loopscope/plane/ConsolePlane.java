package io.loopscope.plane;

import io.loopscope.eventloop.LoopRegistry;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The loops that serve the console: group {@code console}.
 *
 * <p>A management port alone does not have loops of its own: its server uses those of the service,
 * and a second {@link ReactorResourceFactory} bean is ignored. They can only be set on the server's
 * factory.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ConsolePlane {
  @Bean
  ReactorResourceFactory consoleResources(LoopRegistry loops, PlaneSettings settings) {
    return ServicePlane.resources(loops, "console", settings.console().loops(), settings);
  }

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> consoleLoops(
      ReactorResourceFactory consoleResources) {
    return factory -> factory.setResourceFactory(consoleResources);
  }
}
