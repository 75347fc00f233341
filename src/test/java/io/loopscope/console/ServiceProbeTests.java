package io.loopscope.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/** Probes a service that is as slow as a test wants it. */
class ServiceProbeTests {
  private static final ProbeSettings SETTINGS =
      new ProbeSettings(true, Duration.ofMillis(20), Duration.ofMillis(200));
  private static final int MOST_OPEN = 1 + 200 / 20;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Set<Object> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private volatile Mono<Void> answer = Mono.empty();
  private volatile int status = 200;
  private final DisposableServer service =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(
              routes ->
                  routes.get(
                      "/api/ping",
                      (request, response) ->
                          response
                              .status(status)
                              .sendString(answer().thenReturn("pong"))
                              .then()
                              .doFirst(() -> clients.add(request.remoteAddress()))))
          .bindNow();
  private final ServiceProbe probe = probe(System::nanoTime);

  @AfterEach
  void end() {
    probe.stop();
    service.disposeNow();
  }

  @Test
  void probesSteadilyOnANewConnectionEachTime() {
    probe.start();

    await().until(() -> count("success") >= 5);
    probe.stop();
    assertThat(clients).hasSizeGreaterThanOrEqualTo(5);
    assertThat(registry.find("loopscope.probe").timers())
        .extracting(timer -> timer.getId().getTag("outcome"))
        .contains("success")
        .doesNotContain("error");
  }

  @Test
  void countsTheTimeThatTheServiceTook() {
    answer = Mono.delay(Duration.ofMillis(100)).then();
    probe.start();

    await().until(() -> count("success") >= 3);
    assertThat(timer("success").orElseThrow().mean(TimeUnit.MILLISECONDS))
        .isGreaterThanOrEqualTo(100);
  }

  /** As if the probe itself had been held up for five seconds between the plan and the send. */
  @Test
  void countsFromThePlannedSendNotFromTheActualOne() {
    AtomicLong late = new AtomicLong();
    ServiceProbe heldUp = probe(() -> System.nanoTime() + late.getAndSet(5_000_000_000L));
    heldUp.start();

    await().until(() -> count("success") >= 3);
    heldUp.stop();
    assertThat(timer("success").orElseThrow().mean(TimeUnit.MILLISECONDS)).isBetween(4e3, 6e3);
  }

  @Test
  void givesUpAtTheTimeoutAndContinues() {
    answer = Mono.never();
    probe.start();

    await().until(() -> count("timeout") >= 3);
    assertThat(timer("timeout").orElseThrow().mean(TimeUnit.MILLISECONDS))
        .isGreaterThanOrEqualTo(200);
    answer = Mono.empty();
    await().until(() -> count("success") >= 3);
  }

  @Test
  void neverHasMoreOpenThanFitIntoTheTimeout() {
    answer = Mono.never();
    probe.start();

    await().until(() -> asked.get() > 3 * MOST_OPEN);
    assertThat(mostOpen.get()).isBetween(2, MOST_OPEN + 2); // the server hears of an end later
  }

  @Test
  void distinguishesAnErrorResponseFromNoResponse() {
    status = 500;
    probe.start();
    await().until(() -> count("error") >= 2);

    service.disposeNow();
    double errors = count("error");
    await().until(() -> count("error") >= errors + 2);
    assertThat(count("success")).isZero();
  }

  @Test
  void sendsNothingAfterItIsStopped() {
    probe.start();
    assertThat(probe.isRunning()).isTrue();
    await().until(() -> asked.get() > 2);

    probe.stop();

    assertThat(probe.isRunning()).isFalse();
    await().until(() -> open.get() == 0);
    AtomicInteger before = new AtomicInteger(-1); // the last question may still be on its way
    await()
        .pollInterval(Duration.ofMillis(300))
        .until(() -> before.getAndSet(asked.get()) == asked.get());
  }

  @Test
  void leavesNoProbeOpenWhenItIsStopped() {
    answer = Mono.never();
    probe.start();
    await().until(() -> open.get() > 2);

    probe.stop();

    await().until(() -> open.get() == 0);
  }

  @Test
  void startsAgain() {
    probe.start();
    probe.stop();
    probe.start();

    await().until(() -> count("success") >= 2);
  }

  @Test
  void needsAnIntervalThatIsNoLongerThanTheTimeout() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbeSettings(true, Duration.ZERO, Duration.ofSeconds(1)))
        .withMessageStartingWith("loopscope.probe.interval must be at least 1ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbeSettings(true, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessageStartingWith("loopscope.probe.timeout must not be shorter than the interval");
  }

  private Mono<Void> answer() {
    return Mono.defer(() -> answer)
        .doOnSubscribe(
            question -> {
              asked.incrementAndGet();
              mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            })
        .doFinally(end -> open.decrementAndGet());
  }

  private ServiceProbe probe(LongSupplier nanoTime) {
    WebClient client =
        WebClient.builder()
            .baseUrl("http://127.0.0.1:" + service.port())
            .clientConnector(
                new ReactorClientHttpConnector(
                    HttpClient.create(ConnectionProvider.newConnection())))
            .build();
    return new ServiceProbe(client, registry, SETTINGS, nanoTime);
  }

  private double count(String outcome) {
    return timer(outcome).map(Timer::count).orElse(0L);
  }

  private Optional<Timer> timer(String outcome) {
    return Optional.ofNullable(registry.find("loopscope.probe").tag("outcome", outcome).timer());
  }
}
