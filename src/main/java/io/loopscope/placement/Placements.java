package io.loopscope.placement;

import io.loopscope.eventloop.Loop;
import io.loopscope.http.Problem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Runs work where the caller wants it. Good and bad placement differ by one constant; everything
 * else (cancellation, bounds, measuring) is the same for all.
 *
 * <p>Work on {@link Placement#EVENT_LOOP} cannot be cancelled by a client that goes away: the loop
 * that would notice is the one that works.
 */
public final class Placements implements AutoCloseable {
  private static final long WHOLE = Long.MAX_VALUE;

  private final ServiceLoops loops;
  private final Starvation starvation;
  private final WorkMetrics metrics;
  private final long sliceNanos;
  private final Threads threads;
  private final Map<Loop, Slices> slices = new ConcurrentHashMap<>();
  private final Map<Placement, Admitted> admitted = new EnumMap<>(Placement.class);
  private final OtherProcess otherProcess;

  Placements(
      ServiceLoops loops,
      Starvation starvation,
      WorkMetrics metrics,
      PlacementSettings settings,
      OtherProcess otherProcess) {
    this.loops = loops;
    this.starvation = starvation;
    this.metrics = metrics;
    this.sliceNanos = settings.slice().toNanos();
    this.threads = new Threads(settings.limit());
    this.otherProcess = otherProcess;
    for (Placement on : Placement.values()) {
      boolean elsewhere = on == Placement.PROCESS;
      admitted.put(on, new Admitted(elsewhere ? otherProcess.limit() : settings.limit()));
    }
    admitted.forEach(metrics::watch);
    threads.sizes().forEach(metrics::watch);
  }

  /**
   * Runs the work when subscribed to, and stops it between two steps when cancelled.
   *
   * @param on where it runs, in this process or in another
   * @return the result; or a {@link Problem}: 403 for {@code event-loop} where starvation is not
   *     allowed, 503 when too much is there already, and whatever {@link OtherProcess#run} tells
   */
  public <T> Mono<Placed<T>> run(Placement on, Portable<T> work) {
    return on == Placement.PROCESS ? runElsewhere(work) : run(on, work.name(), work::work);
  }

  /**
   * Runs work of this process when subscribed to, and stops it between two steps when cancelled.
   *
   * @param on where it runs
   * @param workload its name in {@code loopscope_work_seconds}
   * @param work makes the work; called once per subscription
   * @return the result; or a {@link Problem}: 403 for {@code event-loop} where starvation is not
   *     allowed, 501 for {@code process}, 503 when too much is there already
   */
  public <T> Mono<Placed<T>> run(Placement on, String workload, Supplier<Work<T>> work) {
    return place(on, workload, work, run -> start(on, run));
  }

  /** Like {@link #run} on {@code cooperative}, but with slices of another length. */
  public <T> Mono<Placed<T>> runInSlices(Duration slice, String workload, Supplier<Work<T>> work) {
    return place(Placement.COOPERATIVE, workload, work, run -> startInSlices(run, slice.toNanos()));
  }

  /** Like {@link #run}, but on the given loop, start to end, whatever thread subscribes. */
  public <T> Mono<Placed<T>> runOn(Loop loop, String workload, Supplier<Work<T>> work) {
    return place(
        Placement.EVENT_LOOP,
        workload,
        work,
        run -> {
          starvation.check();
          loop.execute(() -> run.advance(WHOLE));
        });
  }

  @Override
  public void close() {
    threads.close();
  }

  private <T> Mono<Placed<T>> place(
      Placement on, String workload, Supplier<Work<T>> work, Start start) {
    return Mono.<Placed<T>>create(sink -> start.begin(run(work.get(), admit(on), sink)))
        .doOnSuccess(placed -> metrics.record(workload, on, placed));
  }

  private <T> Mono<Placed<T>> runElsewhere(Portable<T> work) {
    return Mono.using(
            () -> admit(Placement.PROCESS), place -> otherProcess.run(work), Admitted.Place::leave)
        .doOnSuccess(placed -> metrics.record(work.name(), Placement.PROCESS, placed));
  }

  private Admitted.Place admit(Placement on) {
    Admitted.Place place = Objects.requireNonNull(admitted.get(on)).enter();
    if (place == null) {
      throw Problem.overloaded(
          "too much work waits for or runs on=" + on.id(), Duration.ofSeconds(1));
    }
    return place;
  }

  private static <T> Run<T> run(Work<T> work, Admitted.Place place, MonoSink<Placed<T>> sink) {
    Run<T> run = new Run<>(work, place, sink, System::nanoTime);
    sink.onDispose(run::cancel);
    return run;
  }

  private void start(Placement on, Run<?> run) {
    switch (on) {
      case EVENT_LOOP -> {
        starvation.check();
        loops.here(loop -> run.advance(WHOLE));
      }
      case COOPERATIVE -> startInSlices(run, sliceNanos);
      case PROCESS ->
          throw Problem.of(HttpStatus.NOT_IMPLEMENTED, "this is no work for on=process");
      case SINGLE, PARALLEL, BOUNDED_ELASTIC, VIRTUAL_THREADS ->
          run.scheduled(threads.of(on).schedule(() -> run.advance(WHOLE)));
    }
  }

  private void startInSlices(Run<?> run, long nanos) {
    loops.here(loop -> slices(loop).add(run, nanos));
  }

  private Slices slices(Loop loop) {
    return slices.computeIfAbsent(
        loop,
        joined -> {
          joined.whenGone(() -> slices.remove(joined));
          return new Slices(joined);
        });
  }

  private interface Start {
    void begin(Run<?> run);
  }
}
