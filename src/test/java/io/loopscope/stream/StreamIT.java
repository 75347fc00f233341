package io.loopscope.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.TEXT_EVENT_STREAM;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.test.StepVerifier;

@LabTest
class StreamIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Autowired WebTestClient client;
  @Autowired MeterRegistry registry;
  @LocalServerPort int port;

  @Test
  void ticksFromTheLoopUntilTheClientGoes() {
    Flux<TickSource.Tick> ticks =
        client
            .get()
            .uri("/api/stream/ticks?every=20ms")
            .accept(TEXT_EVENT_STREAM)
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentTypeCompatibleWith(TEXT_EVENT_STREAM)
            .returnResult(TickSource.Tick.class)
            .getResponseBody();
    List<TickSource.Tick> seen = new ArrayList<>();
    StepVerifier.create(ticks.doOnNext(seen::add), 4)
        .expectNextCount(4)
        .then(() -> assertThat(open("ticks")).isOne())
        .thenCancel()
        .verify(SOON);
    assertThat(seen)
        .extracting(TickSource.Tick::n)
        .startsWith(0L)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(seen).allSatisfy(tick -> assertThat(tick.thread()).startsWith("http-"));
    assertThat(seen).allSatisfy(tick -> assertThat(tick.latenessMs()).isNotNegative());
    await().untilAsserted(() -> assertThat(open("ticks")).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"9ms", "61s", "0s", "-1s", "often"})
  void refusesATooShortOrTooLongPeriod(String every) {
    ProblemAnswer.of(
            client
                .get()
                .uri("/api/stream/ticks?every={every}", every)
                .accept(TEXT_EVENT_STREAM)
                .exchange(),
            400)
        .hasParameter("every");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/stream/ticks?each=1s, 400",
    "POST, /api/stream/ticks, 405",
    "GET, /api/stream/echo, 400",
    "POST, /api/stream/echo, 405",
    "GET, /api/stream/none, 404"
  })
  void refusesABadRequest(String method, String path, int status) {
    ProblemAnswer.of(client.method(HttpMethod.valueOf(method)).uri(path).exchange(), status);
  }

  @Test
  void echoesTextAndBinaryMessagesInOrder() {
    List<String> answers = new CopyOnWriteArrayList<>();
    connect(
        session ->
            session
                .send(
                    Flux.just(
                        session.textMessage("привет"),
                        binary(session, "bytes"),
                        session.textMessage(""),
                        session.textMessage("x".repeat(65_536))))
                .and(session.receive().map(StreamIT::describe).doOnNext(answers::add).take(4)));
    assertThat(answers).containsExactly("TEXT 12", "BINARY 5", "TEXT 0", "TEXT 65536");
    await().untilAsserted(() -> assertThat(open("echo")).isZero());
  }

  @Test
  void answersAPingWithoutEchoingIt() {
    List<String> answers = new CopyOnWriteArrayList<>();
    connect(
        session ->
            session
                .send(
                    Flux.just(
                        session.pingMessage(buffers -> buffers.wrap(new byte[2])),
                        session.textMessage("after")))
                .and(session.receive().map(StreamIT::describe).doOnNext(answers::add).take(2)));
    assertThat(answers).containsExactly("PONG 2", "TEXT 5");
  }

  @Test
  void closesAConnectionThatBringsTooLargeAMessage() {
    List<CloseStatus> status = new CopyOnWriteArrayList<>();
    connect(
        session ->
            session
                .send(Mono.just(binary(session, "x".repeat(65_537))))
                .then(session.receive().then(session.closeStatus()))
                .doOnNext(status::add)
                .then());
    assertThat(status)
        .singleElement()
        .extracting(CloseStatus::getCode)
        .isEqualTo(CloseStatus.TOO_BIG_TO_PROCESS.getCode());
    await().untilAsserted(() -> assertThat(open("echo")).isZero());
  }

  private double open(String kind) {
    return registry.get("loopscope.streams").tag("kind", kind).gauge().value();
  }

  private void connect(WebSocketHandler handler) {
    new ReactorNettyWebSocketClient(
            HttpClient.create(),
            () -> WebsocketClientSpec.builder().maxFramePayloadLength(100_000).handlePing(true))
        .execute(URI.create("ws://127.0.0.1:" + port + "/api/stream/echo"), handler)
        .block(SOON);
  }

  private static WebSocketMessage binary(WebSocketSession session, String text) {
    return session.binaryMessage(buffers -> buffers.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String describe(WebSocketMessage message) {
    return message.getType() + " " + message.getPayload().readableByteCount();
  }
}
