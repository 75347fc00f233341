package io.loopscope.stream;

import io.loopscope.http.ApiEnum;
import io.loopscope.role.ConditionalOnService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Counts the open streams as {@code loopscope.streams}, and ends the infinite ones when the service
 * stops, because a graceful shutdown would wait for them.
 */
@Component
@ConditionalOnService
final class OpenStreams {
  private final Map<Kind, AtomicInteger> open = new EnumMap<>(Kind.class);
  private final Sinks.Empty<Void> stopping = Sinks.empty();

  OpenStreams(MeterRegistry registry) {
    for (Kind kind : Kind.values()) {
      AtomicInteger count = new AtomicInteger();
      open.put(kind, count);
      Gauge.builder("loopscope.streams", count, AtomicInteger::get)
          .description("Long-lived responses that are open")
          .tag("kind", kind.id())
          .register(registry);
    }
  }

  /** The kind of a long-lived connection. */
  enum Kind implements ApiEnum {
    TICKS,
    ECHO,
    FILE
  }

  /** Counts the stream from each subscription to its completion, failure or cancellation. */
  <T> Flux<T> counted(Kind kind, Publisher<T> stream) {
    AtomicInteger count = Objects.requireNonNull(open.get(kind));
    return Flux.using(
        () -> {
          count.incrementAndGet();
          return count;
        },
        counting -> stream,
        AtomicInteger::decrementAndGet);
  }

  /** Completes when the service stops. */
  Mono<Void> stopping() {
    return stopping.asMono();
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping.tryEmitEmpty();
  }
}
