package io.loopscope.console;

import io.loopscope.plane.ServiceUrl;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * What the console serves besides the actuator, in the context whose loops are its own: the page
 * and the probe of the service, if this process is one.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(type = "io.loopscope.loop.PingController")
class ConsoleConfiguration {
  /** Says that nobody wants a trace of the request, to a service that makes traces. */
  private static final String UNTRACED = "00-" + "1".repeat(32) + "-" + "1".repeat(16) + "-00";

  @Bean
  RouterFunction<ServerResponse> page() {
    return RouterFunctions.route()
        .resource(RequestPredicates.path("/"), new ClassPathResource("console/index.html"))
        .resources("/page/**", new ClassPathResource("console/"))
        .build();
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "loopscope.probe.enabled", matchIfMissing = true)
  Probe probe(
      ReactorResourceFactory consoleResources,
      MeterRegistry registry,
      ProbeSettings settings,
      Environment environment) {
    HttpClient client =
        HttpClient.create(ConnectionProvider.newConnection())
            .runOn(consoleResources.getLoopResources());
    WebClient service =
        WebClient.builder()
            .baseUrl(ServiceUrl.of(environment).toString())
            .defaultHeader("traceparent", UNTRACED)
            .clientConnector(new ReactorClientHttpConnector(client))
            .build();
    return new Probe(service, registry, settings, System::nanoTime);
  }
}
