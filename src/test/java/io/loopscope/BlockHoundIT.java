package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.placement.Placement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Nothing blocks an event loop but what is meant to. In a JVM of its own, because there is no way
 * to take BlockHound out of one.
 */
@LabTest
@Tag("blockhound")
class BlockHoundIT {
  private final HttpClient client = HttpClient.newHttpClient();

  @Autowired private LoopRegistry loops;
  @Autowired private DownstreamUrl downstream;
  @LocalServerPort private int service;
  @LocalManagementPort private int console;

  @BeforeAll
  static void watch() {
    BlockingCall.watch();
  }

  @BeforeEach
  void forget() {
    BlockingCall.FOUND.clear();
  }

  @ParameterizedTest
  @EnumSource
  void noticesEveryWayToBlockALoop(WayToBlock way) {
    WatchedLoop loop = loops.group("http").getFirst();
    CompletableFuture<Void> done = CompletableFuture.runAsync(way::block, loop::execute);

    assertThat(done).succeedsWithin(Duration.ofSeconds(10));
    assertThat(BlockingCall.FOUND).isNotEmpty();
  }

  @Test
  void noticesTheCallThatIsMeantToBlockALoop() throws Exception {
    assertThat(get(service, "/api/io/blocking?on=event-loop&delay=50ms")).isEqualTo(200);

    assertThat(BlockingCall.FOUND)
        .isNotEmpty()
        .allMatch(call -> call.isIn("io.loopscope.io.BlockingClient"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/ping",
        "/api/none",
        "/api/openapi",
        "/api/openapi.yaml",
        "/api/loops",
        "/api/sockets",
        "/api/tasks",
        "/api/tasks/none",
        "/api/io/call?delay=5ms",
        "/api/io/call?delay=soon",
        "/api/io/sequential?delay=5ms",
        "/api/io/gather?delay=1ms..20ms",
        "/api/io/gather?delay=5ms&fail=3",
        "/api/io/gather?delay=5ms&fail=3&return-exceptions=true&concurrency=2",
        "/api/io/wait?delay=1ms..20ms",
        "/api/io/wait?delay=1s&until=all-completed&timeout=20ms",
        "/api/io/as-completed?delay=1ms..20ms",
        "/api/io/wait-for?delay=1s&timeout=20ms",
        "/api/io/shield?delay=100ms&timeout=20ms",
        "/api/io/sleep?delay=5ms",
        "/api/io/blocking?delay=5ms&on=parallel",
        "/api/io/blocking?delay=5ms&on=bounded-elastic",
        "/api/io/blocking?delay=5ms&on=virtual-threads",
        "/api/files/1B",
        "/api/files/3MB",
        "/api/cpu/sorting"
      })
  void servesWithoutBlockingALoop(String path) throws Exception {
    get(service, path);

    assertThat(BlockingCall.FOUND).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS")
  void computesWithoutBlockingALoop(Placement place) throws Exception {
    String on = place.id();
    for (String workload : List.of("primes", "hash", "deflate", "matrix", "mandelbrot")) {
      assertThat(get(service, "/api/cpu/" + workload + "?units=10&on=" + on)).isEqualTo(200);
    }
    get(service, "/api/cpu/matrix?units=10&impl=library&on=" + on);
    send(request(service, "/api/cpu/mandelbrot?units=10&on=" + on).header("Accept", "image/png"));

    assertThat(BlockingCall.FOUND).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"work\":\"io\",\"delay\":\"5ms\"}",
        "{\"work\":\"cpu\",\"workload\":\"primes\",\"units\":3,\"on\":\"cooperative\"}",
        "{\"work\":\"cpu\",\"workload\":\"hash\",\"units\":3,\"on\":\"event-loop\"}",
        "{\"work\":",
        "[]"
      })
  void startsTasksWithoutBlockingALoop(String task) throws Exception {
    send(
        request(service, "/api/tasks")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(task)));
    send(request(service, "/api/loops/http-0/run").POST(BodyPublishers.noBody()));
    get(service, "/api/tasks");

    assertThat(BlockingCall.FOUND).isEmpty();
  }

  @Test
  void streamsWithoutBlockingALoop() throws Exception {
    CompletableFuture<Void> ticks =
        client
            .sendAsync(
                request(service, "/api/stream/ticks?every=10ms").build(), BodyHandlers.ofLines())
            .thenAccept(
                answer -> {
                  try (Stream<String> lines = answer.body()) {
                    lines.limit(20).forEach(line -> {});
                  }
                });
    FirstText echoed = new FirstText();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + service + "/api/stream/echo"), echoed)
            .get();
    socket.sendText("hello", true).get();

    assertThat(echoed.await()).hasToString("hello");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
    ticks.get();
    assertThat(BlockingCall.FOUND).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page/main.js",
        "/page/css/base.css",
        "/page/none.js",
        "/none",
        "/actuator",
        "/actuator/health",
        "/actuator/health/readiness",
        "/actuator/health/liveness",
        "/actuator/info",
        "/actuator/prometheus",
        "/actuator/metrics",
        "/actuator/metrics/jvm.memory.used",
        "/actuator/metrics/process.files.open",
        "/actuator/eventloops",
        "/api/experiments",
        "/api/experiments/kinds",
        "/api/experiments/20260131-120000-000-none"
      })
  void reportsWithoutBlockingALoop(String path) throws Exception {
    get(console, path);

    assertThat(BlockingCall.FOUND).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/call?delay=5ms",
    "/call?delay=5ms&status=503",
    "/call?delay=soon",
    "/call?delay=0ms&fault=drip&bytes=5&interval=5ms",
    "/stats",
    "/none"
  })
  void isSlowWithoutBlockingALoop(String path) throws Exception {
    get(downstream.get().getPort(), path);

    assertThat(BlockingCall.FOUND).isEmpty();
  }

  @Test
  void cancelsWithoutBlockingALoop() {
    CompletableFuture<?> call =
        client.sendAsync(
            request(service, "/api/io/call?delay=50s").build(), BodyHandlers.discarding());
    await().until(() -> downstreamStats().contains("\"active\":1"));
    call.cancel(true);
    await().until(() -> downstreamStats().contains("\"active\":0"));

    assertThat(BlockingCall.FOUND).isEmpty();
  }

  private String downstreamStats() throws Exception {
    return client
        .send(request(downstream.get().getPort(), "/stats").build(), BodyHandlers.ofString())
        .body();
  }

  private int get(int port, String path) throws IOException, InterruptedException {
    return send(request(port, path));
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }
}
