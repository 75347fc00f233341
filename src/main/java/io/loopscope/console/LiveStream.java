package io.loopscope.console;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to the service, for everybody who watches: one look and one text four times a
 * second, however many there are, and none while there is nobody.
 *
 * <p>Who is too slow for that misses looks, and gets the newest next; nobody waits for anybody. A
 * look is worth the same whatever came before it, so whoever lost the stream just opens it again.
 */
final class LiveStream implements SmartLifecycle {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final int most;
  private final JsonMapper json;
  private final AtomicInteger watching = new AtomicInteger();
  private final Sinks.Empty<Void> stopped = Sinks.empty();
  private volatile boolean running;
  private final Flux<ServerSentEvent<String>> events;

  /**
   * Creates a stream that nobody watches yet.
   *
   * @param most how many may watch
   * @param looks at the service, as long as anybody watches
   */
  LiveStream(int most, Flux<Live> looks, JsonMapper json) {
    this.most = most;
    this.json = json;
    this.events =
        looks
            .onBackpressureDrop()
            .index((number, live) -> event("live", live).id(String.valueOf(number + 1)).build())
            .takeUntilOther(stopped.asMono())
            .publish(1)
            .refCount();
  }

  @Override
  public void start() {
    running = true;
  }

  /** Ends all streams, which would otherwise keep the server from stopping: they have no end. */
  @Override
  public void stop() {
    running = false;
    stopped.tryEmitEmpty();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** A viewer's stream: the greeting once, then what happens. */
  Flux<ServerSentEvent<String>> watch(Greeting greeting) {
    return Flux.defer(() -> events.onBackpressureLatest().startWith(event("hello", greeting).build()))
        .doFirst(watching::incrementAndGet)
        .doFinally(end -> watching.decrementAndGet());
  }

  boolean isFull() {
    return watching.get() >= most;
  }

  private ServerSentEvent.Builder<String> event(String name, Object what) {
    return ServerSentEvent.builder(json.writeValueAsString(what)).event(name).retry(RETRY);
  }
}
