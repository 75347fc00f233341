package io.loopscope.io;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.role.ConditionalOnService;
import java.time.Duration;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnService
class IoConfiguration {
  private static final Duration MAX_IDLE = Duration.ofSeconds(30);

  @Bean
  Compositions compositions() {
    return new Compositions(System::nanoTime);
  }

  @Bean(destroyMethod = "dispose")
  ConnectionProvider downstreamConnections(IoSettings settings) {
    return connections(settings);
  }

  /** Its gauges and timers are {@code reactor.netty.connection.provider.*}. */
  static ConnectionProvider connections(IoSettings settings) {
    return ConnectionProvider.builder("downstream")
        .maxConnections(settings.connections())
        .pendingAcquireMaxCount(settings.pendingAcquires())
        .pendingAcquireTimeout(settings.pendingTimeout())
        .maxIdleTime(MAX_IDLE)
        .metrics(true)
        .build();
  }

  @Bean
  DownstreamClient remote(
      WebClient.Builder client,
      ReactorResourceFactory loops,
      ConnectionProvider downstreamConnections,
      DownstreamUrl url,
      IoSettings settings) {
    return new DownstreamClient(
        client.clientConnector(connector(loops, downstreamConnections, settings)).build(),
        url,
        settings);
  }

  @Bean
  BlockingClient blockingClient(DownstreamUrl url, IoSettings settings, JsonMapper json) {
    return new BlockingClient(url, settings, json);
  }

  /**
   * On the loops of the service. A new connection is opened on the loop that makes the call and
   * stays there, so a pooled one may bring its answer on another of them. One call is one request:
   * nothing is tried again behind the caller's back.
   */
  static ClientHttpConnector connector(
      ReactorResourceFactory loops, ConnectionProvider connections, IoSettings settings) {
    return ClientHttpConnectorBuilder.reactor()
        .withReactorResourceFactory(loops)
        .withHttpClientFactory(() -> HttpClient.create(connections))
        .withoutHttpClientDefaults()
        .withHttpClientCustomizer(client -> client.disableRetry(true))
        .build(
            HttpClientSettings.defaults()
                .withConnectTimeout(settings.connectTimeout())
                .withRedirects(HttpRedirects.DONT_FOLLOW));
  }
}
