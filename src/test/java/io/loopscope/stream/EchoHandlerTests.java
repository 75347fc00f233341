package io.loopscope.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class EchoHandlerTests {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OpenStreams streams = new OpenStreams(registry);
  private DisposableServer server = serve(Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  @Test
  void closesAConnectionThatBringsNoMessage() {
    server.disposeNow();
    server = serve(Duration.ofMillis(100));
    assertThat(closeStatus().block(SOON))
        .isEqualTo(CloseStatus.GOING_AWAY.withReason("idle for 100ms"));
    await().untilAsserted(() -> assertThat(open()).isZero());
  }

  @Test
  void keepsAConnectionThatBringsMessages() {
    server.disposeNow();
    server = serve(Duration.ofMillis(600));
    Flux<String> messages = Flux.interval(Duration.ofMillis(100)).map(String::valueOf).take(12);
    assertThat(answers(messages, 12)).hasSize(12).startsWith("0", "1").endsWith("11");
  }

  @Test
  void saysGoodbyeWhenTheServiceStops() {
    CompletableFuture<CloseStatus> status = closeStatus().toFuture();
    await().untilAsserted(() -> assertThat(open()).isOne());
    streams.stop();
    assertThat(status)
        .succeedsWithin(SOON)
        .isEqualTo(CloseStatus.GOING_AWAY.withReason("stopping"));
    await().untilAsserted(() -> assertThat(open()).isZero());
  }

  @Test
  void endsWithTheClient() {
    assertThat(answers(Flux.just("one", "two"), 1)).containsExactly("one");
    await().untilAsserted(() -> assertThat(open()).isZero());
  }

  private double open() {
    return registry.get("loopscope.streams").tag("kind", "echo").gauge().value();
  }

  private Mono<CloseStatus> closeStatus() {
    Sinks.One<CloseStatus> status = Sinks.one();
    return new ReactorNettyWebSocketClient()
        .execute(
            uri(),
            session ->
                session.receive().then(session.closeStatus()).doOnNext(status::tryEmitValue).then())
        .then(status.asMono());
  }

  private List<String> answers(Flux<String> messages, int count) {
    List<String> answers = new CopyOnWriteArrayList<>();
    new ReactorNettyWebSocketClient()
        .execute(
            uri(),
            session ->
                session
                    .send(messages.map(session::textMessage))
                    .and(
                        session
                            .receive()
                            .map(WebSocketMessage::getPayloadAsText)
                            .doOnNext(answers::add)
                            .take(count)))
        .block(SOON);
    return answers;
  }

  private URI uri() {
    return URI.create("ws://127.0.0.1:" + server.port());
  }

  private DisposableServer serve(Duration idleTimeout) {
    EchoHandler echo =
        new EchoHandler(streams, new StreamSettings(DataSize.ofKilobytes(64), idleTimeout));
    HandshakeWebSocketService handshake = new HandshakeWebSocketService();
    HttpHandler handler =
        WebHttpHandlerBuilder.webHandler(exchange -> handshake.handleRequest(exchange, echo))
            .build();
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .handle(new ReactorHttpHandlerAdapter(handler))
        .bindNow();
  }
}
