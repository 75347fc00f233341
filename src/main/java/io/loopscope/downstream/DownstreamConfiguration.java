package io.loopscope.downstream;

import io.loopscope.eventloop.Loops;
import io.loopscope.http.Limits;
import io.loopscope.plane.PlaneSettings;
import io.loopscope.socket.ListeningPort;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;

@Configuration(proxyBeanMethods = false)
class DownstreamConfiguration {
  @Bean
  Downstream downstream(
      DownstreamSettings settings,
      PlaneSettings planes,
      Loops loops,
      Limits limits,
      MeterRegistry registry,
      Environment environment,
      ApplicationEventPublisher events) {
    return new Downstream(
        settings,
        shutdown(environment),
        loops,
        planes.transport(),
        SingletonSupplier.of(() -> handler(settings, limits, registry)),
        port -> events.publishEvent(listening(port)));
  }

  @Bean
  DownstreamUrl downstreamUrl(DownstreamSettings settings, Downstream embedded) {
    return () -> Optional.ofNullable(settings.url()).orElseGet(embedded::url);
  }

  /** Callers in the same process are gone before it stops. */
  private static Shutdown shutdown(Environment environment) {
    boolean alone = "downstream".equalsIgnoreCase(environment.getProperty("loopscope.role"));
    return alone ? Shutdown.GRACEFUL : Shutdown.IMMEDIATE;
  }

  private static ListeningPort listening(int port) {
    return new ListeningPort("downstream", port, ListeningPort.KERNEL_MAXIMUM);
  }

  /** Made once, however often the server starts: meters of a second one would be refused. */
  static HttpHandler handler(DownstreamSettings settings, Limits limits, MeterRegistry registry) {
    CallMetrics metrics = new CallMetrics(registry);
    Gate gate = new Gate(settings.capacity(), System::nanoTime, metrics.queue());
    Calls calls = new Calls();
    metrics.watch(calls, gate);
    String id = UUID.randomUUID().toString().substring(0, 8);
    return RouterFunctions.toHttpHandler(
        new Routes(id, gate, calls, limits, new Random()).routes(),
        HandlerStrategies.empty()
            .codecs(codecs -> codecs.registerDefaults(true))
            .exceptionHandler(new ProblemAnswers())
            .build());
  }
}
