package io.loopscope.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.Nap;
import io.loopscope.failure.Failure;
import io.loopscope.placement.PlacedResult;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

/** Against servers that answer as a worker would on a bad day. */
class WorkerClientTests {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final AtomicInteger asked = new AtomicInteger();
  private DisposableServer server = serve((request, response) -> done(response));

  @AfterEach
  void close() {
    server.disposeNow();
  }

  @Test
  void reportsTheTimesOfTheWork() {
    StepVerifier.create(worker(SOON).run(new Nap()))
        .assertNext(
            placed -> {
              assertThat(placed.value()).asString().isEqualTo("done");
              assertThat(placed.thread()).isEqualTo("worker 7 parallel-1");
              assertThat(placed.runNanos()).isEqualTo(2);
            })
        .verifyComplete();
  }

  @Test
  void countsAllTheTimeItDidNotRunAsQueued() {
    AtomicInteger clock = new AtomicInteger();
    WorkerClient worker = worker(address(), SOON, () -> clock.getAndAdd(100));

    StepVerifier.create(worker.run(new Nap()).map(PlacedResult::queuedNanos))
        .expectNext(98L)
        .verifyComplete();
  }

  @Test
  void asksAnotherTimeWhenAWorkerIsLost() {
    answer((request, response) -> asked.get() == 1 ? lose(request) : done(response));

    StepVerifier.create(
            worker(SOON).run(new Nap()).map(placed -> new String(placed.value(), UTF_8)))
        .expectNext("done")
        .verifyComplete();
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksNoThirdTime() {
    answer((request, response) -> lose(request));

    assertFails(worker(SOON), Failure.Kind.UPSTREAM, "lost twice");
    assertThat(asked).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "503, OVERLOADED, the worker is full",
    "401, UPSTREAM, the worker does not accept the token",
    "404, UPSTREAM, the worker answered 404",
    "200, UPSTREAM, the log has the cause"
  })
  void passesOnWhatAWorkerRefuses(int status, Failure.Kind kind, String text) {
    answer((request, response) -> response.status(status).send());

    assertFails(worker(SOON), kind, text);
    assertThat(asked).hasValue(1);
  }

  @Test
  void givesUpOnOneThatCannotBeReached() {
    server.disposeNow();

    assertFails(worker(SOON), Failure.Kind.UPSTREAM, "the worker is unreachable");
  }

  @Test
  void givesUpOnOneThatDoesNotAnswer() {
    answer((request, response) -> Mono.never());

    assertFails(
        worker(Duration.ofMillis(300)), Failure.Kind.TIMED_OUT, "did not answer within 300 ms");
  }

  @Test
  void givesUpOnOneThatNeverStarts() {
    assertFails(
        worker(Mono.never(), Duration.ofMillis(300), System::nanoTime),
        Failure.Kind.TIMED_OUT,
        "did not answer");
  }

  @Test
  void stopsTheWorkWhenItIsCancelled() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    answer(
        (request, response) ->
            Mono.<Void>never()
                .doOnSubscribe(subscription -> begun.countDown())
                .doOnCancel(stopped::countDown));

    var work = worker(SOON).run(new Nap()).subscribe();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    work.dispose();

    assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void showsTheToken() {
    answer(
        (request, response) ->
            "Bearer secret".equals(request.requestHeaders().get(HttpHeaders.AUTHORIZATION))
                ? done(response)
                : response.status(401).send());

    StepVerifier.create(
            worker(SOON).run(new Nap()).map(placed -> new String(placed.value(), UTF_8)))
        .expectNext("done")
        .verifyComplete();
  }

  private void answer(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answers) {
    server.disposeNow();
    server = serve(answers);
  }

  private DisposableServer serve(
      BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answers) {
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .route(
            routes ->
                routes.post(
                    "/work",
                    (request, response) -> {
                      asked.incrementAndGet();
                      return answers.apply(request, response);
                    }))
        .bindNow();
  }

  private static Publisher<Void> done(HttpServerResponse response) {
    HttpHeaders receipt = new HttpHeaders();
    new WorkTimings("worker 7 parallel-1", 1, 2).write(receipt);
    receipt.forEach((name, values) -> response.header(name, values.getFirst()));
    return response.sendString(Mono.just("done"));
  }

  private static Publisher<Void> lose(HttpServerRequest request) {
    return Mono.<Void>never()
        .doOnSubscribe(
            subscription -> request.withConnection(connection -> connection.channel().close()));
  }

  private Mono<ProcessAddress> address() {
    return Mono.fromSupplier(
        () -> new ProcessAddress(URI.create("http://127.0.0.1:" + server.port()), "secret"));
  }

  private WorkerClient worker(Duration timeout) {
    return worker(address(), timeout, System::nanoTime);
  }

  private static WorkerClient worker(
      Mono<ProcessAddress> address, Duration timeout, java.util.function.LongSupplier nanoTime) {
    return new WorkerClient(
        WebClient.builder().build(),
        address,
        new ProcessSettings(2, timeout, SOON, DataSize.ofMegabytes(64), null),
        nanoTime);
  }

  private static void assertFails(WorkerClient worker, Failure.Kind kind, String text) {
    StepVerifier.create(worker.run(new Nap()))
        .expectErrorSatisfies(
            failure -> {
              assertThat(failure).isInstanceOf(WorkerFailure.class).hasMessageContaining(text);
              assertThat(((WorkerFailure) failure).kind()).isEqualTo(kind);
            })
        .verify(SOON);
  }
}
