package io.loopscope.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.Nap;
import io.netty.resolver.dns.RoundRobinDnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.NameResolverProvider;

/** Workers at addresses of their own behind one name, as pods behind a headless Service. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the whole of 127/8 is needed")
class WorkerConnectionsTests {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int MANY = 50;

  private final WorkerPods pods = new WorkerPods();
  private final ConnectionProvider connections = WorkerConnections.pool(10, MOMENT);

  @AfterEach
  void close() {
    connections.dispose();
    pods.close();
  }

  @Test
  void spreadWorkOverAllWorkersBehindAName() {
    pods.start("127.0.0.1");
    pods.start("127.0.0.2");
    pods.start("127.0.0.3");
    WorkerClient worker = worker();

    await().until(() -> work(worker) && pods.thatWorked().size() == 3);
  }

  @Test
  void findAWorkerThatIsAdded() {
    pods.start("127.0.0.1");
    WorkerClient worker = worker();
    work(worker);

    pods.start("127.0.0.2");

    await().until(() -> work(worker) && pods.thatWorked().contains("127.0.0.2"));
  }

  @Test
  void loseNothingWhenAWorkerGoes() {
    pods.start("127.0.0.1");
    pods.start("127.0.0.2");
    WorkerClient worker = worker();
    await().until(() -> work(worker) && pods.thatWorked().size() == 2);

    pods.stopButKeepItsName("127.0.0.2");
    for (int i = 0; i < MANY; i++) {
      assertThat(work(worker)).isTrue();
    }
  }

  @Test
  void chooseByLotAndDoNotTrustANameForLong() {
    NameResolverProvider names = WorkerConnections.spread(NameResolverProvider.builder()).build();

    assertThat(names.isRoundRobinSelection()).isTrue();
    assertThat(names.cacheMaxTimeToLive()).isEqualTo(WorkerConnections.NAME_LIFE);
  }

  private static boolean work(WorkerClient worker) {
    return new String(Objects.requireNonNull(worker.run(new Nap()).block(SOON)).value(), UTF_8)
        .equals("done");
  }

  private WorkerClient worker() {
    HttpClient client =
        HttpClient.create(connections)
            .resolver(
                names ->
                    WorkerConnections.spread(names)
                        .searchDomains(List.of())
                        .dnsAddressResolverGroupProvider(
                            resolver ->
                                new RoundRobinDnsAddressResolverGroup(
                                    resolver.nameServerProvider(
                                        new SingletonDnsServerAddressStreamProvider(
                                            pods.nameServer())))));
    return new WorkerClient(
        WebClient.builder().clientConnector(new ReactorClientHttpConnector(client)).build(),
        Mono.fromSupplier(
            () -> new ProcessAddress(URI.create("http://worker.test:" + pods.port()), null)),
        new ProcessSettings(MANY, SOON, SOON, DataSize.ofMegabytes(64), null),
        System::nanoTime);
  }
}
