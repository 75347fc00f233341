package io.loopscope.placement;

import io.loopscope.eventloop.WatchedLoop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
  private final StarvationPolicy starvation;
  private final WorkMetrics metrics;
  private final long sliceNanos;
  private final PlacementSchedulers threads;
  private final Map<WatchedLoop, CooperativeSlices> slices = new ConcurrentHashMap<>();
  private final Map<Placement, Bulkhead> admitted = new EnumMap<>(Placement.class);
  private final RemoteExecutor otherProcess;

  Placements(
      ServiceLoops loops,
      StarvationPolicy starvation,
      WorkMetrics metrics,
      PlacementSettings settings,
      RemoteExecutor otherProcess) {
    this.loops = loops;
    this.starvation = starvation;
    this.metrics = metrics;
    this.sliceNanos = settings.slice().toNanos();
    this.threads = new PlacementSchedulers(settings.limit());
    this.otherProcess = otherProcess;
    for (Placement on : Placement.values()) {
      boolean elsewhere = on == Placement.PROCESS;
      admitted.put(on, new Bulkhead(elsewhere ? otherProcess.limit() : settings.limit()));
    }
    admitted.forEach(metrics::watch);
    threads.sizes().forEach(metrics::watch);
  }

  /**
   * Runs the work when subscribed to, and stops it between two steps when cancelled.
   *
   * @param on where it runs, in this process or in another
   * @return the result; or the failure {@link StarvationForbidden}, {@link PlacementFull}, or one
   *     of {@link RemoteExecutor#run}
   */
  public Mono<PlacedResult<byte[]>> run(Placement on, RemoteWork work) {
    return on == Placement.PROCESS ? runElsewhere(work) : run(on, work.name(), work::work);
  }

  /**
   * Runs work of this process when subscribed to, and stops it between two steps when cancelled.
   *
   * @param on where it runs
   * @param workload its name in {@code loopscope_work_seconds}
   * @param work makes the work; called once per subscription
   * @return the result; or the failure {@link StarvationForbidden}, {@link PlacementFull}, or
   *     {@link PlacementUnsupported} for {@code process}
   */
  public <T> Mono<PlacedResult<T>> run(
      Placement on, String workload, Supplier<SteppedWork<T>> work) {
    return place(on, workload, work, run -> start(on, run));
  }

  /** Like {@link #run} on {@code cooperative}, but with slices of another length. */
  public <T> Mono<PlacedResult<T>> runInSlices(
      Duration slice, String workload, Supplier<SteppedWork<T>> work) {
    return place(Placement.COOPERATIVE, workload, work, run -> startInSlices(run, slice.toNanos()));
  }

  /** Like {@link #run}, but on the given loop, start to end, whatever thread subscribes. */
  public <T> Mono<PlacedResult<T>> runOn(
      WatchedLoop loop, String workload, Supplier<SteppedWork<T>> work) {
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

  private <T> Mono<PlacedResult<T>> place(
      Placement on, String workload, Supplier<SteppedWork<T>> work, Start start) {
    return Mono.<PlacedResult<T>>create(sink -> start.begin(run(work.get(), admit(on), sink)))
        .doOnSuccess(placed -> metrics.record(workload, on, placed));
  }

  private Mono<PlacedResult<byte[]>> runElsewhere(RemoteWork work) {
    return Mono.using(
            () -> admit(Placement.PROCESS), place -> otherProcess.run(work), Bulkhead.Place::leave)
        .doOnSuccess(placed -> metrics.record(work.name(), Placement.PROCESS, placed));
  }

  private Bulkhead.Place admit(Placement on) {
    Bulkhead.Place place = Objects.requireNonNull(admitted.get(on)).enter();
    if (place == null) {
      throw new PlacementFull(on);
    }
    return place;
  }

  private static <T> PlacedRun<T> run(
      SteppedWork<T> work, Bulkhead.Place place, MonoSink<PlacedResult<T>> sink) {
    PlacedRun<T> run = new PlacedRun<>(work, place, sink, System::nanoTime);
    sink.onDispose(run::cancel);
    return run;
  }

  private void start(Placement on, PlacedRun<?> run) {
    switch (on) {
      case EVENT_LOOP -> {
        starvation.check();
        loops.here(loop -> run.advance(WHOLE));
      }
      case COOPERATIVE -> startInSlices(run, sliceNanos);
      case PROCESS -> throw new PlacementUnsupported("this is no work for on=process");
      case SINGLE, PARALLEL, BOUNDED_ELASTIC, VIRTUAL_THREADS ->
          run.scheduled(threads.of(on).schedule(() -> run.advance(WHOLE)));
    }
  }

  private void startInSlices(PlacedRun<?> run, long nanos) {
    loops.here(loop -> slices(loop).add(run, nanos));
  }

  private CooperativeSlices slices(WatchedLoop loop) {
    return slices.computeIfAbsent(
        loop,
        joined -> {
          joined.whenGone(() -> slices.remove(joined));
          return new CooperativeSlices(joined);
        });
  }

  private interface Start {
    void begin(PlacedRun<?> run);
  }
}
