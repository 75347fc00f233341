package io.loopscope.console;

import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.experiment.RunningExperiment;
import io.loopscope.observation.ServiceObserver;
import io.loopscope.plane.PlaneAddresses;
import io.loopscope.plane.ServiceUrl;
import io.loopscope.role.ConditionalOnService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * The console's live stream and its probe of the service, in the context that has loops of its own.
 * Only a process that is a service has them.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnService
class ConsoleConfiguration {
  /** A trace context that is not sampled, so that a service with tracing records no probes. */
  private static final String UNTRACED = "00-" + "1".repeat(32) + "-" + "1".repeat(16) + "-00";

  private static final LongSupplier NANO_TIME = System::nanoTime;
  static final Duration EVERY = Duration.ofMillis(250);

  @Bean
  @ConditionalOnBooleanProperty(name = "loopscope.probe.enabled", matchIfMissing = true)
  ServiceProbe probe(
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
    return new ServiceProbe(service, registry, settings, NANO_TIME);
  }

  @Bean
  LiveStream liveStream(
      EventLoopReport.Source reports,
      ServiceObserver witness,
      RunningExperiment.Source experiments,
      ObjectProvider<ServiceProbe> probe,
      LiveSettings settings,
      JsonMapper json) {
    RecentLatencies probes = probe.stream().map(ServiceProbe::recent).findFirst().orElse(null);
    Flux<LiveSnapshot> snapshots =
        Flux.using(
            () ->
                new LiveSampler(
                    reports,
                    experiments,
                    witness::onServed,
                    probes,
                    NANO_TIME,
                    InstantSource.system()),
            it -> Flux.interval(Duration.ZERO, EVERY).map(tick -> it.snapshot()));
    return new LiveStream(settings.viewers(), snapshots, json, InstantSource.system());
  }

  @Bean
  RouterFunction<ServerResponse> live(LiveStream stream, PlaneAddresses addresses) {
    return RouterFunctions.route()
        .filter(new ProblemFilter())
        .GET("/api/live", request -> live(stream, addresses, request))
        .build();
  }

  private static Mono<ServerResponse> live(
      LiveStream stream, PlaneAddresses addresses, ServerRequest request) {
    if (stream.isFull()) {
      throw new LiveStreamFull();
    }
    StreamHello greeting = StreamHello.of(addresses.service(request.exchange().getRequest()));
    return ServerResponse.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .body(SseEvent.inserter(stream.watch(greeting)));
  }
}
