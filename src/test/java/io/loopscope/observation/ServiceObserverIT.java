package io.loopscope.observation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.LabTest;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@LabTest
class ServiceObserverIT {
  private static final String PING = "/api/ping";
  private static final Duration LONG = Duration.ofSeconds(30);

  @Autowired private ServiceObserver witness;
  @Autowired private LoopRegistry loops;
  @Autowired private MeterRegistry registry;
  @LocalServerPort private int port;

  @Test
  void theServersClockStartsOnlyAfterTheWaitForTheLoop() throws Exception {
    client().get().uri(PING).retrieve().toBodilessEntity().block();
    long judgedBefore = judged();
    ServiceObservation watch = witness.watch(Instant.now(), LONG, Set.of(PING));
    List<HeldLoop> blocks = loops.group("http").stream().map(HeldLoop::of).toList();
    Mono<Long> timed = Mono.defer(this::ping).cache();
    timed.subscribe();
    awaitAge(blocks, 400);
    blocks.forEach(HeldLoop::close);
    long clientMs = timed.block();
    await().until(() -> judged() >= judgedBefore + blocks.size());
    ServiceReport seen = watch.close();

    assertThat(clientMs).isGreaterThan(300);
    assertThat(seen.served(PING).count()).isPositive();
    assertThat(seen.served(PING).max()).isLessThan(clientMs / 2.0);
    assertThat(seen.lagOfAll().max()).isGreaterThan(300);
    assertThat(seen.lag()).hasSize(blocks.size());
    assertThat(seen.blocks().getOrDefault(Cause.WAIT, 0L)).isGreaterThanOrEqualTo(blocks.size());
  }

  @Test
  void reportsWhereWorkWaited() {
    ServiceObservation watch = witness.watch(Instant.now(), LONG, Set.of());

    Flux.range(0, 8)
        .flatMap(
            i ->
                client()
                    .get()
                    .uri("/api/cpu/primes?units=20&on=single")
                    .retrieve()
                    .toBodilessEntity())
        .blockLast();
    ServiceReport seen = watch.close();

    Map<String, String> single = Map.of("on", "single");
    assertThat(seen.level("loopscope.work.active", single).orElseThrow().max()).isGreaterThan(2);
    Throughput queued =
        seen.flow("loopscope.work", Map.of("on", "single", "phase", "queued")).orElseThrow();
    Throughput run =
        seen.flow("loopscope.work", Map.of("on", "single", "phase", "run")).orElseThrow();
    assertThat(queued.count()).isEqualTo(8);
    assertThat(queued.meanMs()).isGreaterThan(run.meanMs());
    assertThat(seen.cpu()).isPositive();
    assertThat(seen.threads()).isPositive();
    assertThat(seen.memoryMb()).isPositive();
    assertThat(seen.liveHeapMb()).isNull();
  }

  @Test
  void countsNoArrivalOutsideOfItsTime() {
    ServiceObservation past =
        witness.watch(Instant.now().minusSeconds(2), Duration.ofSeconds(1), Set.of(PING));
    ServiceObservation future = witness.watch(Instant.now().plusSeconds(60), LONG, Set.of(PING));
    ServiceObservation present = witness.watch(Instant.now(), LONG, Set.of(PING));

    client().get().uri(PING).retrieve().toBodilessEntity().block();
    await().until(() -> present.seen().lagOfAll().count() > 0);

    assertThat(past.close().lag()).isEmpty();
    assertThat(future.close().lag()).isEmpty();
  }

  @Test
  void timesRequestsThatAreTakenUpLateButNoneThatCameBefore() {
    ServiceObservation past =
        witness.watch(Instant.now().minusSeconds(2), Duration.ofSeconds(1), Set.of(PING));
    ServiceObservation future = witness.watch(Instant.now().plusSeconds(60), LONG, Set.of(PING));

    client().get().uri(PING).retrieve().toBodilessEntity().block();

    await().until(() -> past.seen().served(PING).count() > 0);
    assertThat(past.close().served(PING).count()).isPositive();
    assertThat(future.close().served(PING).count()).isZero();
  }

  @Test
  void countsNothingOnceItIsClosed() {
    ServiceObservation watch = witness.watch(Instant.now(), LONG, Set.of(PING));
    long before = watch.close().served(PING).count();

    client().get().uri(PING).retrieve().toBodilessEntity().block();

    assertThat(watch.close().served(PING).count()).isEqualTo(before);
  }

  @Test
  void settlesToTheHeapThatIsReachable() {
    ServiceObservation watch = witness.watch(Instant.now(), Duration.ofMillis(200), Set.of());

    watch.settle();

    await().until(() -> watch.seen().liveHeapMb() != null);
    assertThat(watch.close().liveHeapMb()).isBetween(1.0, 2_000.0);
  }

  @Test
  void isQuietUnlessSomethingIsAtWork() {
    await().until(witness::isQuiet);

    Disposable call =
        client().get().uri("/api/io/call?delay=20s").retrieve().toBodilessEntity().subscribe();
    await().until(() -> !witness.isQuiet());
    call.dispose();

    await().until(witness::isQuiet);
  }

  private long judged() {
    return registry
        .find("eventloop.blocks")
        .tags("group", "http", "cause", "wait")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private Mono<Long> ping() {
    long start = System.nanoTime();
    return client()
        .get()
        .uri(PING)
        .retrieve()
        .toBodilessEntity()
        .map(answer -> MILLISECONDS.convert(Duration.ofNanos(System.nanoTime() - start)));
  }

  private WebClient client() {
    return WebClient.builder()
        .baseUrl("http://127.0.0.1:" + port)
        .clientConnector(
            new ReactorClientHttpConnector(HttpClient.create(ConnectionProvider.newConnection())))
        .build();
  }

  private static void awaitAge(List<HeldLoop> blocks, long millis) {
    await()
        .until(
            () ->
                blocks.stream()
                    .map(HeldLoop::loop)
                    .mapToLong(WatchedLoop::awakeNanos)
                    .allMatch(age -> age > millis * 1_000_000));
  }
}
