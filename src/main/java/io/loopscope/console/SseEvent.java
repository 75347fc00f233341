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
 * One server-sent event, encoded once for all viewers.
 *
 * <p>Spring's writer of server-sent events would encode it for each viewer. Its pooled buffers are
 * also released twice, by it and by reactor-netty, when a client disconnects while one is written;
 * the buffers used here are not pooled, so that does no harm.
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

  /** Returns the event as it is sent. */
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
