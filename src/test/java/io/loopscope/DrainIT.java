package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What an orchestrator's SIGTERM does to requests in flight, role by role: nothing. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DrainIT {
  private static final int TERMINATED = 128 + 15;
  private static final int MANY = 20;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final String ANSWER = "{\"servedBy\":\"test\",\"thread\":\"test\",\"delayMs\":0}";

  private static final Sinks.Empty<Void> RELEASED = Sinks.empty();
  private static final AtomicInteger HELD = new AtomicInteger();
  private static final DisposableServer SLOW =
      HttpServer.create()
          .host("127.0.0.1")
          .handle(
              (request, response) -> {
                HELD.incrementAndGet();
                return RELEASED
                    .asMono()
                    .then(
                        Mono.from(
                            response
                                .header("Content-Type", "application/json")
                                .sendString(Mono.just(ANSWER))));
              })
          .bindNow();

  private static LabProcess service;
  private static LabProcess downstream;
  private static LabProcess worker;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startTogether() throws IOException {
    service =
        LabProcess.start(
            "loopscope.role=service", "loopscope.downstream.url=http://127.0.0.1:" + SLOW.port());
    downstream = LabProcess.start("loopscope.role=downstream");
    worker = LabProcess.start("loopscope.role=worker");
  }

  @AfterAll
  static void endTogether() {
    Stream.of(service, downstream, worker).forEach(LabProcess::close);
    SLOW.disposeNow();
  }

  @Test
  void aServiceSaysThatItLeavesThenFinishesWhatItBegan() throws Exception {
    URI api = URI.create(service.await(": API +(http://localhost:\\d+/api)$"));
    URI readiness = console(service).resolve("/actuator/health/readiness");
    await("ready").until(() -> status(readiness) == OK);
    List<CompletableFuture<Integer>> begun = begin(get(api + "/io/call"));
    await("all in flight").until(() -> HELD.get() == MANY);

    terminate(service);

    await("unready, and able to say so").until(() -> status(readiness) == UNAVAILABLE);
    await("closed to others").until(() -> isRefused(api.getPort()));
    assertThat(status(readiness)).isEqualTo(UNAVAILABLE);
    assertThat(begun).noneMatch(CompletableFuture::isDone);

    RELEASED.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);

    assertThat(begun).allMatch(answer -> answer.join() == OK);
    assertThat(service.exitCode()).isEqualTo(TERMINATED);
  }

  @Test
  void aDownstreamFinishesTheCallsItBegan() throws Exception {
    String url = downstream.await("Downstream listens on (http://127.0.0.1:\\d+)$");
    List<CompletableFuture<Integer>> begun = begin(get(url + "/call?delay=2s"));
    await("all in flight").until(() -> body(url + "/stats").contains("\"active\":" + MANY));

    terminate(downstream);

    assertThat(begun).allMatch(answer -> answer.join() == OK);
    assertThat(downstream.exitCode()).isEqualTo(TERMINATED);
  }

  @Test
  void aWorkerFinishesTheWorkItWasGiven() throws Exception {
    String url = worker.await(": Worker +(http://localhost:\\d+) ");
    String metrics = console(worker).resolve("/actuator/prometheus").toString();
    List<CompletableFuture<Integer>> begun =
        begin(
            HttpRequest.newBuilder(URI.create(url + "/work"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"workload\":\"primes\",\"units\":50}"))
                .build());
    await("all in flight or done")
        .until(
            () ->
                active(metrics) + begun.stream().filter(CompletableFuture::isDone).count() >= MANY);

    terminate(worker);

    assertThat(begun).allMatch(answer -> answer.join() == OK);
    assertThat(worker.exitCode()).isEqualTo(TERMINATED);
  }

  private List<CompletableFuture<Integer>> begin(HttpRequest request) {
    return Stream.generate(() -> request)
        .limit(MANY)
        .map(it -> client.sendAsync(it, BodyHandlers.discarding()))
        .map(answer -> answer.thenApply(HttpResponse::statusCode))
        .toList();
  }

  private double active(String metrics) throws Exception {
    return body(metrics)
        .lines()
        .filter(line -> line.startsWith("loopscope_work_active{on=\"parallel\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** As {@link Process#destroy} does, which would close the pipe of the log too. */
  private static void terminate(LabProcess child) {
    child.process().toHandle().destroy();
  }

  private static URI console(LabProcess child) {
    return URI.create(child.await(": Metrics +(http://localhost:\\d+)/actuator/prometheus$"));
  }

  private int status(URI url) throws Exception {
    return client.send(get(url.toString()), BodyHandlers.discarding()).statusCode();
  }

  private String body(String url) throws Exception {
    return client.send(get(url), BodyHandlers.ofString()).body();
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).build();
  }

  private static boolean isRefused(int port) throws IOException {
    try {
      new Socket("127.0.0.1", port).close();
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }
}
