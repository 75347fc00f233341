package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.failure.Failure;
import io.loopscope.http.DelayDistribution;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

class DownstreamClientTests {
  private static final DelayDistribution SHORT = DelayDistribution.parse("1ms");
  private static final DelayDistribution LONG = DelayDistribution.parse("20s");
  private static final IoSettings SETTINGS =
      settings(10, 10, Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final FlakyServer server = new FlakyServer();
  private final LoopResources loops = LoopResources.create("remote", 1, true);
  private final ConnectionProvider roomy = IoConfiguration.connections(SETTINGS);

  @AfterEach
  void close() {
    roomy.dispose();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    server.close();
  }

  @Test
  void readsTheAnswer() {
    StepVerifier.create(remote("").call(DelayDistribution.parse("5ms")))
        .assertNext(reply -> assertThat(reply).isEqualTo(new DownstreamReply("flaky", 5)))
        .verifyComplete();
  }

  @Test
  void asksForADelayOfAnyKind() {
    StepVerifier.create(remote("").call(DelayDistribution.parse("1ms:90,2ms..3ms:10")))
        .assertNext(reply -> assertThat(reply.delayMs()).isEqualTo(3))
        .verifyComplete();
  }

  @Test
  void saysWhichErrorTheDownstreamAnswered() {
    verify(
        remote("").fail(),
        Failure.Kind.UPSTREAM,
        failure -> {
          assertThat(failure.text()).contains("answered 500");
          assertThat(failure.members()).containsEntry("downstreamStatus", 500);
        });
  }

  @Test
  void saysThatTheConnectionWasResetAndAsksOnlyOnce() {
    verify(remote("/reset").call(SHORT), Failure.Kind.UPSTREAM, detail("closed the connection"));
    assertThat(server.requests).hasValue(1);
  }

  @Test
  void saysThatTheConnectionWasClosedAndAsksOnlyOnce() {
    verify(remote("/close").call(SHORT), Failure.Kind.UPSTREAM, detail("closed the connection"));
    assertThat(server.requests).hasValue(1);
  }

  @Test
  void saysThatTheDownstreamIsUnreachable() {
    DownstreamUrl gone = server.url("");
    URI url = gone.get();
    server.close();

    verify(
        remote(SETTINGS, roomy, () -> url).call(SHORT),
        Failure.Kind.UPSTREAM,
        detail("unreachable"));
  }

  @Test
  void saysThatTheHostIsUnknown() {
    verify(
        remote(SETTINGS, roomy, () -> URI.create("http://nowhere.invalid")).call(SHORT),
        Failure.Kind.UPSTREAM,
        detail("unreachable"));
  }

  @Test
  void saysThatItDoesNotUnderstandTheAnswer() {
    verify(remote("/nonsense").call(SHORT), Failure.Kind.UPSTREAM, detail("failed"));
  }

  @Test
  void givesUpWhenTheDownstreamTakesLongerThanItSaid() {
    IoSettings impatient = settings(10, 10, Duration.ofSeconds(5), Duration.ofMillis(500));

    verify(
        remote(impatient, roomy, server.url("/late")).call(SHORT),
        Failure.Kind.TIMED_OUT,
        detail("did not answer in time"));
    await().untilAtomic(server.cancelled, is(1));
  }

  @Test
  void cancelsTheCallAtTheDownstream() {
    Disposable call = remote("").call(LONG).subscribe();
    await().untilAtomic(server.requests, is(1));

    call.dispose();

    await().untilAtomic(server.cancelled, is(1));
  }

  @Test
  void refusesACallWhenTooManyWaitForAConnection() {
    withPool(
        settings(1, 1, Duration.ofSeconds(20), Duration.ofSeconds(5)),
        remote -> {
          Disposable busy =
              Flux.range(0, 2).flatMap(call -> remote.call(LONG)).subscribe(reply -> {});
          await().untilAtomic(server.requests, is(1));

          verify(remote.call(SHORT), Failure.Kind.OVERLOADED, detail("too many calls wait"));
          busy.dispose();
        });
  }

  @Test
  void refusesACallThatWaitedTooLongForAConnection() {
    withPool(
        settings(1, 10, Duration.ofMillis(50), Duration.ofSeconds(5)),
        remote -> {
          Disposable busy = remote.call(LONG).subscribe();
          await().untilAtomic(server.requests, is(1));

          verify(remote.call(SHORT), Failure.Kind.OVERLOADED, detail("none became free"));
          busy.dispose();
        });
  }

  private void withPool(IoSettings settings, Consumer<DownstreamClient> test) {
    ConnectionProvider pool = IoConfiguration.connections(settings);
    try {
      test.accept(remote(settings, pool, server.url("")));
    } finally {
      pool.dispose();
    }
  }

  private DownstreamClient remote(String path) {
    return remote(SETTINGS, roomy, server.url(path));
  }

  private DownstreamClient remote(IoSettings settings, ConnectionProvider pool, DownstreamUrl url) {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setConnectionProvider(pool);
    resources.setLoopResources(loops);
    return new DownstreamClient(
        WebClient.builder()
            .clientConnector(IoConfiguration.connector(resources, pool, settings))
            .build(),
        url,
        settings);
  }

  private static void verify(
      Mono<?> call, Failure.Kind kind, Consumer<DownstreamFailure> expectation) {
    StepVerifier.create(call)
        .expectErrorSatisfies(
            failure -> {
              assertThat(failure).isInstanceOf(DownstreamFailure.class);
              DownstreamFailure failed = (DownstreamFailure) failure;
              assertThat(failed.kind()).isEqualTo(kind);
              expectation.accept(failed);
            })
        .verify(Duration.ofSeconds(10));
  }

  private static Consumer<DownstreamFailure> detail(String part) {
    return failure -> assertThat(failure.text()).contains(part);
  }

  private static IoSettings settings(
      int connections, int pending, Duration pendingTimeout, Duration patience) {
    return new IoSettings(
        connections,
        pending,
        pendingTimeout,
        Duration.ofSeconds(2),
        patience,
        Duration.ofMinutes(5));
  }
}
