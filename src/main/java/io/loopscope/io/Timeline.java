package io.loopscope.io;

import io.loopscope.http.Problem;
import io.loopscope.placement.Placed;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What happened to the calls of one composition: observed at their signals, never computed from the
 * delays asked for.
 */
final class Timeline {
  private final LongSupplier nanoTime;
  private final long origin;
  private final ConcurrentNavigableMap<Integer, Step> steps = new ConcurrentSkipListMap<>();

  Timeline(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
  }

  /** The call, observed; completes with its step, or with the problem it failed with. */
  Mono<Step> observe(int call, Mono<?> remote) {
    return Mono.defer(
        () -> {
          double start = elapsedMs();
          return remote
              .onErrorMap(failure -> Failures.problem(call, failure))
              .doOnError(Problem.class, problem -> fail(call, start, problem))
              .doOnCancel(() -> note(call, start, Outcome.CANCELLED, null))
              .then(Mono.fromSupplier(() -> note(call, start, Outcome.OK, null)));
        });
  }

  /** Like {@link #observe}, but a failure is a step like any other. */
  Mono<Step> settle(int call, Mono<?> remote) {
    return observe(call, remote)
        .onErrorResume(failure -> Mono.fromSupplier(() -> Objects.requireNonNull(steps.get(call))));
  }

  /** The steps of the calls that ended so far, by number. */
  List<Step> steps() {
    return List.copyOf(steps.values());
  }

  double elapsedMs() {
    return Placed.millis(nanoTime.getAsLong() - origin);
  }

  private void fail(int call, double start, Problem problem) {
    note(call, start, Outcome.FAILED, problem.getBody().getDetail());
  }

  private Step note(int call, double start, Outcome outcome, @Nullable String reason) {
    String thread = Thread.currentThread().getName();
    Step step = new Step(call, start, elapsedMs(), thread, outcome, reason);
    return Objects.requireNonNullElse(steps.putIfAbsent(call, step), step);
  }
}
