package io.loopscope.console;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to the service, for everybody who watches: one look and one text four times a
 * second, however many there are, and none while there is nobody.
 *
 * <p>Who is too slow for that misses looks, and gets the newest next; nobody waits for anybody. A
 * look is worth the same whatever came before it, so whoever lost the stream just opens it again.
 */
final class LiveStream implements SmartLifecycle {
  private final int most;
  private final JsonMapper json;
  private final AtomicInteger watching = new AtomicInteger();
  private volatile Sinks.@Nullable Empty<Void> stopped;
  private final Flux<SseEvent> frames;

  /**
   * Creates a stream that nobody watches yet.
   *
   * @param most how many may watch
   * @param looks at the service, as long as anybody watches
   */
  LiveStream(int most, Flux<LiveSnapshot> looks, JsonMapper json) {
    this.most = most;
    this.json = json.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();
    this.frames =
        looks
            .onBackpressureDrop()
            .index((number, live) -> frame("live", number + 1, live))
            .takeUntilOther(Mono.defer(this::stopped))
            .publish(1)
            .refCount();
  }

  @Override
  public void start() {
    stopped = Sinks.empty();
  }

  /** Ends all streams, which would otherwise keep the server from stopping: they have no end. */
  @Override
  public void stop() {
    Sinks.Empty<Void> running = stopped;
    stopped = null;
    if (running != null) {
      running.tryEmitEmpty();
    }
  }

  @Override
  public boolean isRunning() {
    return stopped != null;
  }

  /** A viewer's stream: the greeting once, then what happens. */
  Flux<SseEvent> watch(StreamHello greeting) {
    return Flux.defer(() -> frames.onBackpressureLatest().startWith(frame("hello", 0, greeting)))
        .doFirst(watching::incrementAndGet)
        .doFinally(end -> watching.decrementAndGet());
  }

  boolean isFull() {
    return watching.get() >= most;
  }

  private Mono<Void> stopped() {
    Sinks.Empty<Void> running = stopped;
    return running == null ? Mono.empty() : running.asMono();
  }

  private SseEvent frame(String event, long id, Object what) {
    return new SseEvent(event, id, json.writeValueAsString(what));
  }
}
