package io.loopscope.process;

import io.loopscope.http.RequestLimits;
import io.loopscope.role.ConditionalOnService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@ConditionalOnService
class ProcessConfiguration {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Larger than the PNG of 30,000 units. */
  private static final DataSize LARGEST_RESULT = DataSize.ofMegabytes(32);

  @Bean
  ChildProcesses children(ProcessSettings settings, MeterRegistry registry) {
    return new ChildProcesses(settings.startTimeout(), RestartBackoff.DEFAULT, registry);
  }

  @Bean(destroyMethod = "dispose")
  ConnectionProvider workerConnections(ProcessSettings settings) {
    return WorkerConnections.pool(settings.queue(), WorkerConnections.LIFE);
  }

  @Bean
  WorkerClient worker(
      WebClient.Builder client,
      ReactorResourceFactory reactorResourceFactory,
      ConnectionProvider workerConnections,
      ChildProcesses children,
      WorkerSettings worker,
      ProcessSettings settings,
      RequestLimits limits) {
    return new WorkerClient(
        client
            .clientConnector(connector(reactorResourceFactory, workerConnections))
            .codecs(
                codecs ->
                    codecs
                        .defaultCodecs()
                        .maxInMemorySize(Math.toIntExact(LARGEST_RESULT.toBytes())))
            .build(),
        worker.url() == null
            ? child(children, settings, limits).address()
            : Mono.just(new ProcessAddress(worker.url(), worker.token())),
        settings,
        System::nanoTime);
  }

  /**
   * The child accepts twice as much work as it is sent, because cancelled work ends a moment later.
   */
  private static SupervisedChild child(
      ChildProcesses children, ProcessSettings settings, RequestLimits limits) {
    return children.child(
        "worker",
        HeapOptions.serial(settings.memory()),
        List.of(
            "--loopscope.limits.units=" + limits.units(),
            "--loopscope.placement.limit=" + 2 * settings.queue(),
            "--loopscope.service.loops=1",
            "--springdoc.api-docs.enabled=false"));
  }

  /** Connects on the loops of the service, without automatic retries. */
  private static ClientHttpConnector connector(
      ReactorResourceFactory loops, ConnectionProvider connections) {
    return ClientHttpConnectorBuilder.reactor()
        .withReactorResourceFactory(loops)
        .withHttpClientFactory(() -> HttpClient.create(connections))
        .withoutHttpClientDefaults()
        .withHttpClientCustomizer(
            client ->
                client
                    .disableRetry(true)
                    .resolver(
                        names -> WorkerConnections.spread(names.runOn(loops.getLoopResources()))))
        .build(
            HttpClientSettings.defaults()
                .withConnectTimeout(CONNECT_TIMEOUT)
                .withRedirects(HttpRedirects.DONT_FOLLOW));
  }
}
