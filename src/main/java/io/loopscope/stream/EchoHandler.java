package io.loopscope.stream;

import io.loopscope.http.ApiExample;
import io.loopscope.http.DelayDistribution;
import io.loopscope.role.ConditionalOnService;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Echoes every text and binary message in order, with backpressure: it reads only as fast as the
 * client takes the echoes.
 */
@Component
@ConditionalOnService
final class EchoHandler implements WebSocketHandler {
  static final String PATH = "/api/stream/echo";

  private final OpenStreams streams;
  private final Duration idleTimeout;

  EchoHandler(OpenStreams streams, StreamSettings settings) {
    this.streams = streams;
    this.idleTimeout = settings.idleTimeout();
  }

  @ApiExample(
      shows = "a WebSocket that sends back what it is sent",
      curl =
          "curl -iN --max-time 2 -H 'Connection: Upgrade' -H 'Upgrade: websocket'"
              + " -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: bG9vcHNjb3BlLWVjaG8hIQ=='"
              + " {service}"
              + PATH)
  @Override
  public Mono<Void> handle(WebSocketSession session) {
    AtomicLong lastMessage = new AtomicLong(System.nanoTime());
    Sinks.Empty<Void> ended = Sinks.empty();
    Flux<WebSocketMessage> answers =
        session
            .receive()
            .doOnNext(message -> lastMessage.set(System.nanoTime()))
            .filter(EchoHandler::isPayload)
            .map(WebSocketMessage::retain);
    Mono<Void> echo = session.send(answers).doFinally(signal -> ended.tryEmitEmpty());
    Mono<Void> close = reasonToClose(lastMessage, ended).flatMap(session::close);
    return streams.counted(OpenStreams.Kind.ECHO, echo.and(close)).then();
  }

  /**
   * Empty if the echo ends by itself. It stops looking then, but never cancels a close: to close a
   * session ends its echo first, and a cancelled close takes its frame back.
   */
  private Mono<CloseStatus> reasonToClose(AtomicLong lastMessage, Sinks.Empty<Void> ended) {
    return Mono.firstWithSignal(
            idle(lastMessage).thenReturn("idle for " + DelayDistribution.fixed(idleTimeout)),
            streams.stopping().thenReturn("stopping"))
        .map(CloseStatus.GOING_AWAY::withReason)
        .takeUntilOther(ended.asMono());
  }

  /** One timer per connection, set again to what is missing, instead of one per message. */
  private Mono<Void> idle(AtomicLong lastMessage) {
    return Mono.defer(() -> Mono.delay(left(lastMessage)))
        .repeat(() -> left(lastMessage).isPositive())
        .then();
  }

  private Duration left(AtomicLong lastMessage) {
    return idleTimeout.minusNanos(System.nanoTime() - lastMessage.get());
  }

  private static boolean isPayload(WebSocketMessage message) {
    return switch (message.getType()) {
      case TEXT, BINARY -> true;
      case PING, PONG -> false;
    };
  }
}
