package io.loopscope.plane;

import io.loopscope.eventloop.LoopRegistry;
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
  ReactorResourceFactory reactorResourceFactory(LoopRegistry loops, PlaneSettings settings) {
    return resources(loops, "http", settings.service().loopCount(), settings);
  }

  @Bean
  ServiceBacklog backlog(PlaneSettings settings) {
    return new ServiceBacklog(settings.service().backlog());
  }

  @Bean
  @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
  CorsWebFilter pageCors(PlaneAddresses addresses) {
    return new CorsWebFilter(new PageCors(addresses));
  }

  /** Loops of their own for one plane, and nothing shared with the rest of the JVM. */
  static ReactorResourceFactory resources(
      LoopRegistry loops, String group, int count, PlaneSettings settings) {
    ReactorResourceFactory factory = new ReactorResourceFactory();
    factory.setUseGlobalResources(false);
    factory.setLoopResourcesSupplier(() -> settings.transport().resources(loops, group, count));
    factory.setShutdownQuietPeriod(Duration.ZERO);
    return factory;
  }
}
