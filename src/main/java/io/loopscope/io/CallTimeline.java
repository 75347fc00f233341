package io.loopscope.io;

import io.loopscope.failure.Failure;
import io.loopscope.placement.PlacedResult;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The calls of one composition, timed by their signals and never computed from the requested
 * delays.
 */
final class CallTimeline {
  private final LongSupplier nanoTime;
  private final long origin;
  private final ConcurrentNavigableMap<Integer, CallStep> steps = new ConcurrentSkipListMap<>();

  CallTimeline(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
  }

  /** The call, observed; completes with its step, or with its failure. */
  Mono<CallStep> observe(int call, Mono<?> remote) {
    return Mono.defer(
        () -> {
          double start = elapsedMs();
          return remote
              .onErrorMap(failure -> DownstreamFailure.of(call, failure))
              .doOnError(Failure.class, failure -> fail(call, start, failure))
              .doOnCancel(() -> note(call, start, CallOutcome.CANCELLED, null))
              .then(Mono.fromSupplier(() -> note(call, start, CallOutcome.OK, null)));
        });
  }

  /** Like {@link #observe}, but a failure is a step like any other. */
  Mono<CallStep> settle(int call, Mono<?> remote) {
    return observe(call, remote)
        .onErrorResume(failure -> Mono.fromSupplier(() -> Objects.requireNonNull(steps.get(call))));
  }

  /** The steps of the calls that ended so far, by number. */
  List<CallStep> steps() {
    return List.copyOf(steps.values());
  }

  double elapsedMs() {
    return PlacedResult.millis(nanoTime.getAsLong() - origin);
  }

  private void fail(int call, double start, Failure failure) {
    note(call, start, CallOutcome.FAILED, failure.text());
  }

  private CallStep note(int call, double start, CallOutcome outcome, @Nullable String reason) {
    String thread = Thread.currentThread().getName();
    CallStep step = new CallStep(call, start, elapsedMs(), thread, outcome, reason);
    return Objects.requireNonNullElse(steps.putIfAbsent(call, step), step);
  }
}
