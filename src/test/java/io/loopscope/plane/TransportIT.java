package io.loopscope.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.loopscope.LabTest;
import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** What must be the same however the loops ask the kernel for ready sockets. */
@LabTest
abstract class TransportIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final String transport;
  private final String serviceThread;

  @Autowired private WebTestClient client;
  @Autowired private LoopRegistry loops;
  @Autowired private DownstreamUrl downstream;
  @LocalServerPort private int port;
  @LocalManagementPort private int console;

  TransportIT(String transport) {
    this.transport = transport;
    this.serviceThread = "http-" + transport + "-";
  }

  @Test
  void everyLoopUsesTheTransport() {
    assertThat(loops.all()).extracting(WatchedLoop::transport).containsOnly(transport);
    assertThat(get("/api/loops").<List<String>>read("$.loops[*].transport"))
        .containsOnly(transport);
    assertThat(get("/api/sockets").<String>read("$.transport")).isEqualTo(transport);
    assertThat(get("/api/sockets").<List<String>>read("$.available")).contains(transport);
  }

  @Test
  void pingsFromALoop() {
    assertThat(get("/api/ping").<String>read("$.thread")).startsWith(serviceThread);
  }

  @Test
  void callsTheDownstreamFromALoop() {
    DocumentContext call = get("/api/io/call?delay=20ms");

    assertThat(call.<String>read("$.timeline[0].thread")).startsWith(serviceThread);
    assertThat(call.<Double>read("$.elapsedMs")).isGreaterThanOrEqualTo(20);
  }

  @Test
  void gathersInTheTimeOfTheLongestCall() {
    DocumentContext gathered = get("/api/io/gather?calls=20&delay=100ms");

    assertThat(gathered.<List<String>>read("$.timeline[*].outcome")).hasSize(20).containsOnly("ok");
    assertThat(gathered.<Double>read("$.elapsedMs"))
        .isLessThan(gathered.<Double>read("$.sumMs") / 2);
  }

  @Test
  void cancelsTheDownstreamCallOfAClientThatLeaves() {
    Disposable call =
        WebClient.create("http://127.0.0.1:" + port)
            .get()
            .uri("/api/io/call?delay=50s")
            .retrieve()
            .toBodilessEntity()
            .subscribe();
    await().until(() -> downstreamActive() == 1);

    call.dispose();

    await().until(() -> downstreamActive() == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "event-loop, http-",
    "cooperative, http-",
    "single, single-",
    "parallel, parallel-",
    "bounded-elastic, bounded-elastic-",
    "virtual-threads, virtual-threads-"
  })
  void placesCpuWork(String on, String thread) {
    DocumentContext answer = get("/api/cpu/primes?units=10&on=" + on);

    assertThat(answer.<String>read("$.thread")).startsWith(thread);
    assertThat(answer.<Double>read("$.runMs")).isPositive();
  }

  @Test
  void streamsTicks() {
    Flux<String> ticks =
        client
            .get()
            .uri("/api/stream/ticks?every=20ms")
            .exchange()
            .returnResult(String.class)
            .getResponseBody();

    assertThat(ticks.take(3).collectList().block(SOON))
        .extracting(tick -> JsonPath.<String>read(tick, "$.thread"))
        .hasSize(3)
        .allMatch(thread -> thread.startsWith(serviceThread));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1B", "3MB"})
  void servesFiles(String size) {
    byte[] file =
        client
            .mutate()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .build()
            .get()
            .uri("/api/files/" + size)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();

    assertThat(file).hasSize(size.equals("1B") ? 1 : 3 << 20);
    int last = file.length - 1;
    assertThat(file[last]).isEqualTo((byte) (last ^ last >>> 8 ^ last >>> 16 ^ last >>> 24));
  }

  @Test
  void servesARangeOfAFile() {
    EntityExchangeResult<byte[]> part =
        client
            .get()
            .uri("/api/files/64KB")
            .header(HttpHeaders.RANGE, "bytes=256-259")
            .exchange()
            .expectStatus()
            .isEqualTo(206)
            .expectBody()
            .returnResult();

    assertThat(part.getResponseBody()).containsExactly(1, 0, 3, 2);
  }

  @Test
  void echoesWebSocketMessages() {
    List<String> answers = new CopyOnWriteArrayList<>();
    new ReactorNettyWebSocketClient()
        .execute(
            URI.create("ws://127.0.0.1:" + port + "/api/stream/echo"),
            session ->
                session
                    .send(Flux.just("one", "two", "x".repeat(60_000)).map(session::textMessage))
                    .and(
                        session
                            .receive()
                            .map(WebSocketMessage::getPayloadAsText)
                            .doOnNext(answers::add)
                            .take(3)))
        .block(SOON);

    assertThat(answers).containsExactly("one", "two", "x".repeat(60_000));
  }

  @Test
  void reportsEachLoopOnTheConsole() {
    String report =
        WebClient.create("http://127.0.0.1:" + console)
            .get()
            .uri("/actuator/eventloops")
            .retrieve()
            .bodyToMono(String.class)
            .block(SOON);

    assertThat(JsonPath.<List<String>>read(report, "$.loops[*].thread"))
        .hasSize(loops.all().size())
        .filteredOn(thread -> !thread.isEmpty()) // a loop that had no task yet
        .allMatch(thread -> thread.matches("(http|console|downstream)-" + transport + "-\\d+"));
  }

  private DocumentContext get(String path) {
    return JsonPath.parse(
        client
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }

  private int downstreamActive() {
    String stats =
        WebClient.create(downstream.get().toString())
            .get()
            .uri("/stats")
            .retrieve()
            .bodyToMono(String.class)
            .block(SOON);
    return JsonPath.read(stats, "$.active");
  }
}
