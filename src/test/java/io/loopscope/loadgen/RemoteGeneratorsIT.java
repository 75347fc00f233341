package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.failure.Failure;
import io.loopscope.loadgen.engine.TargetServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class RemoteGeneratorsIT {
  private static final Duration AN_AGE = Duration.ofSeconds(60);
  private static final TargetServer TARGET = new TargetServer(2);
  private static List<ConfigurableApplicationContext> processes = List.of();
  private static RemoteGenerators generators;

  @BeforeAll
  static void start() {
    processes =
        Stream.generate(() -> LoadgenProcess.start("loopscope.loadgen.targets=" + TARGET.url()))
            .limit(2)
            .toList();
    generators =
        new RemoteGenerators(
            processes.stream().map(LoadgenProcess::url).map(WebClient::create).toList(),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    processes.forEach(ConfigurableApplicationContext::close);
    TARGET.close();
  }

  @Test
  void shareARateAndMergeTheResults() {
    LoadResult measured =
        generators.run(load(TARGET.url(), Duration.ofSeconds(1), 101)).block(AN_AGE);

    assertThat(measured).isNotNull();
    assertThat(measured.load().share()).isEqualTo(LoadShare.WHOLE);
    assertThat(measured.stream("open").planned()).isEqualTo(101);
    assertThat(measured.stream("open").completed()).isEqualTo(101);
    assertThat(measured.stream("open").latency().count()).isEqualTo(101);
    assertThat(measured.stream("users").planned()).isPositive();
  }

  @Test
  void stopWhenTheResultIsCancelled() {
    Disposable run = generators.run(load(TARGET.url(), Duration.ofSeconds(60), 50)).subscribe();
    await().atMost(AN_AGE).until(() -> TARGET.connections() > 0);

    run.dispose();

    await().atMost(AN_AGE).until(() -> ownConnections() == 0);
    await().until(() -> !isSending());
  }

  @Test
  void reportWhenTheFirstRequestIsDueAndEndEarlyOnRequest() {
    Sinks.Empty<Void> stop = Sinks.empty();
    List<Instant> starts = new CopyOnWriteArrayList<>();
    Mono<LoadResult> run =
        generators
            .run(load(TARGET.url(), Duration.ofSeconds(60), 50), stop.asMono(), starts::add)
            .cache();
    run.subscribe();
    await().atMost(AN_AGE).until(() -> TARGET.connections() > 0);
    await().until(() -> starts.size() == 1);

    stop.tryEmitEmpty();

    assertThat(run.blockOptional(AN_AGE)).isEmpty();
    await().until(() -> !isSending());
    assertThat(ownConnections()).isZero();
    assertThat(starts).hasSize(1);
    assertThat(starts.getFirst()).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void stopByThemselvesWhenTheirLeaseEnds() {
    WebClient first = WebClient.create(LoadgenProcess.url(processes.getFirst()));
    first
        .post()
        .uri("/runs?lease=1s")
        .bodyValue(load(TARGET.url(), Duration.ofSeconds(60), 50))
        .retrieve()
        .toBodilessEntity()
        .block();
    await().atMost(AN_AGE).until(() -> ownConnections() > 0);

    await().atMost(AN_AGE).until(() -> !isSending());

    await().until(() -> ownConnections() == 0);
  }

  @Test
  void stopWhenOneOfThemRefuses() {
    try (ConfigurableApplicationContext picky =
        LoadgenProcess.start("loopscope.loadgen.targets=http://127.0.0.1:1")) {
      RemoteGenerators unequal =
          new RemoteGenerators(
              Stream.of(processes.getFirst(), picky)
                  .map(LoadgenProcess::url)
                  .map(WebClient::create)
                  .toList(),
              Clock.systemUTC());

      assertThatThrownBy(
              () -> unequal.run(load(TARGET.url(), Duration.ofSeconds(60), 50)).block(AN_AGE))
          .isInstanceOfSatisfying(
              LoadRejected.class,
              rejected -> {
                assertThat(rejected.kind()).isEqualTo(Failure.Kind.INVALID);
                assertThat(rejected.members()).containsEntry("parameter", "target");
              });
      await().until(() -> !isSending());
    }
  }

  @Test
  void sayWhenOneOfThemIsGone() {
    RemoteGenerators gone =
        new RemoteGenerators(List.of(WebClient.create("http://127.0.0.1:1")), Clock.systemUTC());

    assertThatThrownBy(() -> gone.run(load(TARGET.url(), Duration.ofSeconds(1), 5)).block(AN_AGE))
        .isInstanceOfSatisfying(
            GeneratorFailed.class,
            failed -> assertThat(failed.kind()).isEqualTo(Failure.Kind.UPSTREAM));
  }

  private static LoadPlan load(String target, Duration duration, double perSecond) {
    return new LoadPlan(
        target,
        Duration.ZERO,
        duration,
        new LoadPlan.Stream("open", "/ping", new LoadModel.Open(perSecond)),
        new LoadPlan.Stream("users", "/slow", new LoadModel.Closed(3, Duration.ZERO, null)));
  }

  private static int ownConnections() {
    return processes.stream()
        .flatMap(it -> it.getBean(LoopRegistry.class).group("loadgen").stream())
        .mapToInt(WatchedLoop::connections)
        .sum();
  }

  /** Whether a generator of this JVM has a run that has not ended. */
  private static boolean isSending() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("loadgen-pacer"));
  }
}
