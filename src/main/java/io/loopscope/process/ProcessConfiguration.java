package io.loopscope.process;

import io.loopscope.http.Limits;
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
class ProcessConfiguration {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** More than a picture of 30,000 units has. */
  private static final DataSize LARGEST_RESULT = DataSize.ofMegabytes(32);

  @Bean
  Children children(ProcessSettings settings, MeterRegistry registry) {
    return new Children(settings.startTimeout(), Pauses.DEFAULT, registry);
  }

  @Bean(destroyMethod = "dispose")
  ConnectionProvider workerConnections(ProcessSettings settings) {
    return WorkerConnections.pool(settings.queue(), WorkerConnections.LIFE);
  }

  @Bean
  Worker worker(
      WebClient.Builder client,
      ReactorResourceFactory reactorResourceFactory,
      ConnectionProvider workerConnections,
      Children children,
      WorkerSettings worker,
      ProcessSettings settings,
      Limits limits) {
    return new Worker(
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
            : Mono.just(new Address(worker.url(), worker.token())),
        settings,
        System::nanoTime);
  }

  /** It takes twice as much as it is asked for: cancelled work leaves a moment later. */
  private static Child child(Children children, ProcessSettings settings, Limits limits) {
    return children.child(
        "worker",
        Heap.serial(settings.memory()),
        List.of(
            "--loopscope.limits.units=" + limits.units(),
            "--loopscope.placement.limit=" + 2 * settings.queue(),
            "--loopscope.service.loops=1",
            "--springdoc.api-docs.enabled=false"));
  }

  /** On the loops of the service; one request is one order, nothing is repeated behind our back. */
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
