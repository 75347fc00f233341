package io.loopscope.downstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.plane.Transport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.Shutdown;

class DownstreamServerTests {
  private final LoopRegistry loops = new MonitoredLoops();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DownstreamServer downstream = downstream(0);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    downstream.start();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    downstream.stop();
  }

  @Test
  void answersAfterTheDelayOnALoopOfItsOwn() throws Exception {
    long start = System.nanoTime();

    HttpResponse<String> response = get("/call?delay=100ms");

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<Double>read(response.body(), "$.delayMs")).isEqualTo(100);
    assertThat(JsonPath.<String>read(response.body(), "$.servedBy")).hasSize(8);
    assertThat(JsonPath.<String>read(response.body(), "$.thread")).startsWith("downstream-");
  }

  @Test
  void answersTheStatusAskedFor() throws Exception {
    assertThat(get("/call?delay=0ms&status=503").statusCode()).isEqualTo(503);
    assertThat(stat("failed")).isEqualTo(1);
  }

  @Test
  void resetsTheConnection() throws Exception {
    assertThatThrownBy(() -> get("/call?delay=1ms&fault=reset"))
        .rootCause()
        .isInstanceOf(SocketException.class)
        .hasMessage("Connection reset");
    assertThat(stat("failed")).isEqualTo(2); // the JDK's client asks once more by itself
    assertThat(stat("cancelled")).isZero();
  }

  @Test
  void dripsABody() throws Exception {
    long start = System.nanoTime();

    HttpResponse<String> response = get("/call?delay=1ms&fault=drip&bytes=5&interval=20ms");

    assertThat(response.body()).isEqualTo(".....");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
    assertThat(stat("finished")).isEqualTo(1);
  }

  @Test
  void stopsDrippingWhenTheCallerLeaves() {
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(
            request("/call?delay=1ms&fault=drip&bytes=1000&interval=50ms"),
            BodyHandlers.ofString());
    await().until(() -> stat("active") == 1);

    call.cancel(true);

    await().until(() -> stat("cancelled") == 1 && stat("active") == 0);
  }

  @Test
  void countsACallAsCancelledWhenTheCallerLeaves() {
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(request("/call?delay=60s"), BodyHandlers.ofString());
    await().until(() -> stat("active") == 1);

    call.cancel(true);

    await().until(() -> stat("cancelled") == 1 && stat("active") == 0);
    assertThat(
            registry
                .get("loopscope.downstream.calls")
                .tag("state", "cancelled")
                .functionCounter()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("loopscope.downstream.active").gauge().value()).isZero();
  }

  @Test
  void worksOnNoMoreCallsAtOnceThanItsCapacity() throws Exception {
    assertThat(resize(2, 100).statusCode()).isEqualTo(200);

    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 6)
            .mapToObj(
                call -> client.sendAsync(request("/call?delay=50ms"), BodyHandlers.ofString()))
            .toList();

    assertThat(calls)
        .allSatisfy(call -> assertThat(call.get(10, SECONDS).statusCode()).isEqualTo(200));
    assertThat(stat("peak")).isEqualTo(2);
    assertThat(registry.get("loopscope.downstream.queue").timer().count()).isEqualTo(6);
    assertThat(registry.get("loopscope.downstream.queue").timer().max(SECONDS)).isPositive();
  }

  @Test
  void refusesACallWhenItsQueueIsFull() throws Exception {
    resize(1, 0);
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(request("/call?delay=60s"), BodyHandlers.ofString());
    await().until(() -> stat("active") == 1);

    HttpResponse<String> refused = get("/call?delay=1ms");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(stat("failed")).isEqualTo(1);
    first.cancel(true);
  }

  @Test
  void admitsTheNextCallWhenTheOneBeforeIsCancelled() throws Exception {
    resize(1, 1);
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(request("/call?delay=60s"), BodyHandlers.ofString());
    await().until(() -> stat("active") == 1);
    CompletableFuture<HttpResponse<String>> second =
        client.sendAsync(request("/call?delay=1ms"), BodyHandlers.ofString());
    await().until(() -> stat("queued") == 1);

    first.cancel(true);

    assertThat(second.get(10, SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesBadInputAsAProblem() throws Exception {
    HttpResponse<String> response = get("/call?delay=soon");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(JsonPath.<String>read(response.body(), "$.parameter")).isEqualTo("delay");
    assertThat(stat("started")).isZero();
  }

  @Test
  void refusesACapacityOutOfRangeAndKeepsItsOwn() throws Exception {
    assertThat(resize(-1, 5).statusCode()).isEqualTo(400);
    assertThat(put("{\"concurrency\":1}").statusCode()).isEqualTo(400);
    assertThat(put("{").statusCode()).isEqualTo(400);
    assertThat(put("").statusCode()).isEqualTo(400);
    assertThat(stat("capacity.concurrency")).isZero();
    assertThat(stat("capacity.queue")).isEqualTo(7);
  }

  @Test
  void saysWhatItHasWhenAskedForSomethingElse() throws Exception {
    HttpResponse<String> response = get("/cal");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(JsonPath.<String>read(response.body(), "$.detail")).contains("/call");
  }

  @Test
  void saysWhichPortIsTaken() {
    int taken = downstream.url().getPort();

    assertThatExceptionOfType(PortInUseException.class)
        .isThrownBy(() -> downstream(taken).start())
        .satisfies(failure -> assertThat(failure.getPort()).isEqualTo(taken));
    await().untilAsserted(() -> assertThat(loops.group("downstream")).hasSize(2));
  }

  @Test
  void leavesNoLoopBehind() {
    assertThat(loops.all()).extracting(WatchedLoop::group).containsOnly("downstream");

    downstream.stop();

    await().untilAsserted(() -> assertThat(loops.all()).isEmpty());
  }

  private DownstreamServer downstream(int port) {
    DownstreamSettings settings =
        new DownstreamSettings(null, InetAddress.getLoopbackAddress(), port, 2, 0, 7);
    return new DownstreamServer(
        settings,
        Shutdown.IMMEDIATE,
        loops,
        Transport.AUTO,
        () -> DownstreamConfiguration.handler(settings, CallBehaviourTests.LIMITS, registry),
        bound -> {});
  }

  private int stat(String member) throws Exception {
    return JsonPath.<Number>read(get("/stats").body(), "$." + member).intValue();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(downstream.url() + path)).build();
  }

  private HttpResponse<String> resize(int concurrency, int queue) throws Exception {
    return put("{\"concurrency\":%d,\"queue\":%d}".formatted(concurrency, queue));
  }

  private HttpResponse<String> put(String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(downstream.url() + "/limits"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
