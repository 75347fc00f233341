package io.loopscope.io;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ways to compose calls. Each starts the calls when subscribed to, and cancels those in progress
 * when it is cancelled or ends early.
 *
 * <p>Calls are created by number, from 1.
 */
final class Compositions {
  private final LongSupplier nanoTime;

  Compositions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A single call. */
  Mono<CompositionResult> single(String strategy, Mono<?> remote) {
    return compose(strategy, 1, timeline -> timeline.observe(1, remote));
  }

  /** One after the other, until one fails. */
  Mono<CompositionResult> sequential(int calls, IntFunction<Mono<?>> remote) {
    return compose(
        "sequential",
        calls,
        timeline ->
            Flux.range(1, calls).concatMap(call -> timeline.observe(call, remote.apply(call))));
  }

  /** All together, {@code concurrency} at once; the first that fails ends it. */
  Mono<CompositionResult> gather(int calls, int concurrency, IntFunction<Mono<?>> remote) {
    return compose(
        "gather",
        calls,
        timeline ->
            Flux.range(1, calls)
                .flatMap(call -> timeline.observe(call, remote.apply(call)), concurrency));
  }

  /** All together, {@code concurrency} at once; a failed call does not end the others. */
  Mono<CompositionResult> gatherWithFailures(
      int calls, int concurrency, IntFunction<Mono<?>> remote) {
    return compose("gather", calls, timeline -> settleAll(timeline, calls, concurrency, remote));
  }

  /** All together until the condition is met or the time is up; the pending are cancelled. */
  Mono<WaitResult> waitUntil(
      WaitCondition until, Optional<Duration> timeout, int calls, IntFunction<Mono<?>> remote) {
    return compose("wait", calls, timeline -> steps(timeline, until, timeout, calls, remote))
        .map(composition -> WaitResult.of(until, composition));
  }

  /** All together, each emitted when it ends. */
  Flux<CallStep> asCompleted(int calls, IntFunction<Mono<?>> remote) {
    return Flux.defer(() -> settleAll(new CallTimeline(nanoTime), calls, calls, remote));
  }

  /** No call at all, only a timer. */
  Mono<SleepResult> sleep(Duration delay) {
    return Mono.defer(
        () -> {
          CallTimeline timeline = new CallTimeline(nanoTime);
          return Mono.delay(delay).map(woken -> SleepResult.of(timeline));
        });
  }

  private Mono<CompositionResult> compose(
      String strategy, int calls, Function<CallTimeline, Publisher<CallStep>> run) {
    return Mono.defer(
        () -> {
          CallTimeline timeline = new CallTimeline(nanoTime);
          return Flux.from(run.apply(timeline))
              .then(Mono.fromSupplier(() -> CompositionResult.of(strategy, calls, timeline)))
              .onErrorMap(failure -> DownstreamFailure.of(timeline, failure));
        });
  }

  /**
   * The calls are ended one by one. To cancel them as a whole would come too late for the timeline:
   * flatMap puts off a cancel that comes while it emits.
   */
  private static Flux<CallStep> steps(
      CallTimeline timeline,
      WaitCondition until,
      Optional<Duration> timeout,
      int calls,
      IntFunction<Mono<?>> remote) {
    Sinks.Empty<Void> over = Sinks.empty();
    Mono<Long> timeUp = timeout.map(Mono::delay).orElse(Mono.never());
    return Flux.range(1, calls)
        .flatMap(
            call ->
                timeline
                    .settle(call, remote.apply(call))
                    .filter(until::isOver)
                    .doOnNext(last -> over.tryEmitEmpty())
                    .takeUntilOther(over.asMono()),
            calls)
        .takeUntilOther(timeUp.doOnNext(late -> over.tryEmitEmpty()));
  }

  private static Flux<CallStep> settleAll(
      CallTimeline timeline, int calls, int concurrency, IntFunction<Mono<?>> remote) {
    return Flux.range(1, calls)
        .flatMap(call -> timeline.settle(call, remote.apply(call)), concurrency);
  }
}
