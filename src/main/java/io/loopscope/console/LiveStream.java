package io.loopscope.console;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happens to the service, for everybody who watches: one look and one text four times a
 * second, however many there are, and none while there is nobody.
 *
 * <p>Who is too slow for that misses looks, and gets the newest next; nobody waits for anybody. A
 * look is worth the same whatever came before it, so whoever lost the stream just opens it again.
 */
final class LiveStream {
  static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final int most;
  private final AtomicInteger watching = new AtomicInteger();
  private final Flux<ServerSentEvent<String>> looks;
  private final JsonMapper json;

  /**
   * @param most how many may watch
   * @param looks begins to look at the service
   * @param ticks when to look
   */
  LiveStream(int most, Supplier<Supplier<Live>> looks, Flux<Long> ticks, JsonMapper json) {
    this.most = most;
    this.json = json;
    this.looks = Flux.defer(() -> events(ticks, looks.get())).publish(1).refCount();
  }

  /** A viewer's stream: the greeting once, then what happens. */
  Flux<ServerSentEvent<String>> watch(Greeting greeting) {
    return Flux.defer(() -> looks.onBackpressureLatest().startWith(event("hello", greeting).build()))
        .doFirst(watching::incrementAndGet)
        .doFinally(end -> watching.decrementAndGet());
  }

  boolean isFull() {
    return watching.get() >= most;
  }

  int watching() {
    return watching.get();
  }

  private Flux<ServerSentEvent<String>> events(Flux<Long> ticks, Supplier<Live> look) {
    return ticks
        .onBackpressureDrop()
        .map(tick -> event("live", look.get()).id(String.valueOf(tick + 1)).build());
  }

  private ServerSentEvent.Builder<String> event(String name, Object what) {
    return ServerSentEvent.builder(json.writeValueAsString(what)).event(name).retry(RETRY);
  }
}
