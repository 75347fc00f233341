package io.loopscope.downstream;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.http.RequestLimits;
import io.loopscope.plane.PlaneSettings;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
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
@ConditionalOnRole({Role.LAB, Role.SERVICE, Role.DOWNSTREAM})
class DownstreamConfiguration {
  @Bean
  DownstreamServer downstream(
      DownstreamSettings settings,
      PlaneSettings planes,
      LoopRegistry loops,
      RequestLimits limits,
      MeterRegistry registry,
      Environment environment,
      ApplicationEventPublisher events) {
    return new DownstreamServer(
        settings,
        shutdown(environment),
        loops,
        planes.transport(),
        SingletonSupplier.of(() -> handler(settings, limits, registry)),
        port -> events.publishEvent(listening(port)));
  }

  @Bean
  DownstreamUrl downstreamUrl(DownstreamSettings settings, DownstreamServer embedded) {
    return () -> Optional.ofNullable(settings.url()).orElseGet(embedded::url);
  }

  /** Callers in the same process have stopped before it does. */
  private static Shutdown shutdown(Environment environment) {
    return Role.of(environment) == Role.DOWNSTREAM ? Shutdown.GRACEFUL : Shutdown.IMMEDIATE;
  }

  private static ListeningPort listening(int port) {
    return new ListeningPort("downstream", port, ListeningPort.KERNEL_MAXIMUM);
  }

  /**
   * Created once, even if the server restarts, because the registry ignores a second set of meters.
   */
  static HttpHandler handler(
      DownstreamSettings settings, RequestLimits limits, MeterRegistry registry) {
    CallMetrics metrics = new CallMetrics(registry);
    ConcurrencyGate gate =
        new ConcurrencyGate(settings.capacity(), System::nanoTime, metrics.queue());
    CallCounts calls = new CallCounts();
    metrics.watch(calls, gate);
    String id = UUID.randomUUID().toString().substring(0, 8);
    return RouterFunctions.toHttpHandler(
        new DownstreamRoutes(id, gate, calls, limits, new Random()).routes(),
        HandlerStrategies.empty()
            .codecs(codecs -> codecs.registerDefaults(true))
            .exceptionHandler(new DownstreamProblems())
            .build());
  }
}
