package io.loopscope.console;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live stream: one snapshot, encoded once, four times a second for all viewers together, and
 * none while there are no viewers.
 *
 * <p>A viewer that is too slow misses snapshots and gets the newest next; no viewer waits for
 * another one. Every snapshot is complete, so a viewer that lost the stream just opens it again.
 */
final class LiveStream implements SmartLifecycle {
  private final int most;
  private final JsonMapper json;
  private final InstantSource clock;
  private final LiveHistory history = new LiveHistory();
  private final AtomicInteger watching = new AtomicInteger();
  private volatile Sinks.@Nullable Empty<Void> stopped;
  private final Flux<SseEvent> frames;

  /**
   * Creates a stream without viewers.
   *
   * @param most largest number of viewers
   * @param snapshots of the service; subscribed to while there are viewers
   */
  LiveStream(int most, Flux<LiveSnapshot> snapshots, JsonMapper json, InstantSource clock) {
    this.most = most;
    this.clock = clock;
    this.json = json.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();
    this.frames =
        snapshots
            .onBackpressureDrop()
            .doOnNext(this::remember)
            .index((number, live) -> frame("live", number + 1, live))
            .takeUntilOther(Mono.defer(this::stopped))
            .publish(1)
            .refCount();
  }

  @Override
  public void start() {
    stopped = Sinks.empty();
  }

  /** Ends all streams, which have no end of their own and would keep the server from stopping. */
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

  /** A viewer's stream: the greeting and the last minute once, then every snapshot. */
  Flux<SseEvent> watch(StreamHello greeting) {
    return Flux.defer(() -> frames.onBackpressureLatest().startWith(first(greeting)))
        .doFirst(watching::incrementAndGet)
        .doFinally(end -> watching.decrementAndGet());
  }

  boolean isFull() {
    return watching.get() >= most;
  }

  private void remember(LiveSnapshot live) {
    history.add(live.at(), json.writeValueAsString(live.withoutBlocks()));
  }

  private List<SseEvent> first(StreamHello greeting) {
    return Stream.concat(
            Stream.of(frame("hello", 0, greeting)),
            history.json(clock.instant()).map(it -> new SseEvent("history", 0, it)).stream())
        .toList();
  }

  private Mono<Void> stopped() {
    Sinks.Empty<Void> running = stopped;
    return running == null ? Mono.empty() : running.asMono();
  }

  private SseEvent frame(String event, long id, Object what) {
    return new SseEvent(event, id, json.writeValueAsString(what));
  }
}
