package io.loopscope.io;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;

/** Calls that are timers, so that they run in virtual time. */
final class VirtualDownstreamClient {
  final AtomicInteger active = new AtomicInteger();
  final AtomicInteger peak = new AtomicInteger();
  final AtomicInteger cancelled = new AtomicInteger();

  Mono<Long> timer(int millis) {
    return timer(Duration.ofMillis(millis));
  }

  Mono<Long> timer(Duration delay) {
    return Mono.defer(() -> Mono.delay(delay))
        .doOnSubscribe(started -> peak.accumulateAndGet(active.incrementAndGet(), Math::max))
        .doOnTerminate(active::decrementAndGet)
        .doOnCancel(active::decrementAndGet)
        .doOnCancel(cancelled::incrementAndGet);
  }

  /** Calls of 100 ms, but for one that fails after 50 ms. */
  IntFunction<Mono<?>> failing(int number) {
    return call ->
        call == number ? timer(50).then(Mono.error(new IllegalStateException("down"))) : timer(100);
  }
}
