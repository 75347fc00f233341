package io.loopscope;

import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Keeps the service's port closed in a process that is only a downstream. The console's context
 * needs a parent with a server, so there is one that never listens.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.DOWNSTREAM)
class ClosedServicePort {
  private static final int CLOSED = -1;

  @Bean
  ClosableServerFactory serverFactory(ReactorResourceFactory reactorResourceFactory) {
    ClosableServerFactory factory = new ClosableServerFactory();
    factory.setResourceFactory(reactorResourceFactory);
    return factory;
  }

  @Bean
  WebServerFactoryCustomizer<ClosableServerFactory> closedPort() {
    return factory -> factory.setPort(CLOSED);
  }

  /** Spring Boot creates the console's server with another instance, whose port is open. */
  static final class ClosableServerFactory extends NettyReactiveWebServerFactory {
    @Override
    public WebServer getWebServer(HttpHandler handler) {
      return getPort() == CLOSED ? new Closed() : super.getWebServer(handler);
    }
  }

  private static final class Closed implements WebServer {
    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public int getPort() {
      return CLOSED;
    }
  }
}
