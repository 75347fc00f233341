package io.loopscope.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.BodyInserter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One event of a stream, encoded once however many it goes to.
 *
 * <p>Spring's writer of server-sent events would encode it for each of them. Its pooled buffers are
 * also released twice, by it and by reactor-netty, when a client goes away while one is written;
 * these are not pooled, and nobody minds.
 */
final class SseEvent {
  static final Duration RETRY = Duration.ofSeconds(1);

  private final byte[] bytes;

  /**
   * Creates an event.
   *
   * @param json a line
   */
  SseEvent(String event, long id, String json) {
    bytes =
        "id:%d\nevent:%s\nretry:%d\ndata:%s\n\n"
            .formatted(id, event, RETRY.toMillis(), json)
            .getBytes(UTF_8);
  }

  /** As it goes over the wire. */
  String text() {
    return new String(bytes, UTF_8);
  }

  /** Writes each event as soon as it comes. */
  static BodyInserter<Flux<SseEvent>, ServerHttpResponse> inserter(Flux<SseEvent> frames) {
    return (response, context) -> response.writeAndFlushWith(frames.map(SseEvent::buffers));
  }

  private Publisher<DataBuffer> buffers() {
    return Mono.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
  }
}
