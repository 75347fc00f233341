package io.loopscope.plane;

import io.loopscope.eventloop.Loops;
import java.time.Duration;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.cors.reactive.CorsWebFilter;

/** The loops that serve {@code /api}: group {@code http}, shared with the service's WebClient. */
@Configuration(proxyBeanMethods = false)
class ServicePlane {
  @Bean
  ReactorResourceFactory reactorResourceFactory(Loops loops, PlaneSettings settings) {
    return resources(loops, "http", settings.service().loopCount(), settings);
  }

  @Bean
  Backlog backlog(PlaneSettings settings) {
    return new Backlog(settings.service().backlog());
  }

  @Bean
  @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
  CorsWebFilter pageCors(Addresses addresses) {
    return new CorsWebFilter(new PageCors(addresses));
  }

  /** Loops of their own for one plane, and nothing shared with the rest of the JVM. */
  static ReactorResourceFactory resources(
      Loops loops, String group, int count, PlaneSettings settings) {
    ReactorResourceFactory factory = new ReactorResourceFactory();
    factory.setUseGlobalResources(false);
    factory.setLoopResourcesSupplier(() -> loops.resources(group, count, settings.transport()));
    factory.setShutdownQuietPeriod(Duration.ZERO);
    return factory;
  }
}
