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
 * Runs work at the chosen placement. Good and bad placement differ by one constant; cancellation,
 * limits and metrics are the same for all.
 *
 * <p>Work on {@link Placement#EVENT_LOOP} cannot be cancelled by a client that disconnects, because
 * the loop that would notice is the one that runs the work.
 */
public final class Placements implements AutoCloseable {
  private static final long UNSLICED = Long.MAX_VALUE;

  private final ServiceLoops loops;
  private final StarvationPolicy starvation;
  private final WorkMetrics metrics;
  private final long sliceNanos;
  private final PlacementSchedulers schedulers;
  private final Map<WatchedLoop, CooperativeSlices> slices = new ConcurrentHashMap<>();
  private final Map<Placement, Bulkhead> bulkheads = new EnumMap<>(Placement.class);
  private final RemoteExecutor remoteExecutor;

  Placements(
      ServiceLoops loops,
      StarvationPolicy starvation,
      WorkMetrics metrics,
      PlacementSettings settings,
      RemoteExecutor remoteExecutor) {
    this.loops = loops;
    this.starvation = starvation;
    this.metrics = metrics;
    this.sliceNanos = settings.slice().toNanos();
    this.schedulers = new PlacementSchedulers(settings.limit());
    this.remoteExecutor = remoteExecutor;
    for (Placement on : Placement.values()) {
      boolean remote = on == Placement.PROCESS;
      bulkheads.put(on, new Bulkhead(remote ? remoteExecutor.limit() : settings.limit()));
    }
    bulkheads.forEach(metrics::watch);
    schedulers.sizes().forEach(metrics::watch);
  }

  /**
   * Runs the work when subscribed to; a cancellation stops it between two steps.
   *
   * @param on where it runs, in this process or in another
   * @return the result; or the failure {@link StarvationForbidden}, {@link PlacementFull}, or one
   *     of {@link RemoteExecutor#run}
   */
  public Mono<PlacedResult<byte[]>> run(Placement on, RemoteWork work) {
    return on == Placement.PROCESS ? runRemotely(work) : run(on, work.name(), work::work);
  }

  /**
   * Runs work in this process when subscribed to; a cancellation stops it between two steps.
   *
   * @param on where it runs
   * @param workload the tag of its metrics
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

  /**
   * Like {@link #run}, but on the given loop from start to end, regardless of the subscribing
   * thread.
   */
  public <T> Mono<PlacedResult<T>> runOn(
      WatchedLoop loop, String workload, Supplier<SteppedWork<T>> work) {
    return place(
        Placement.EVENT_LOOP,
        workload,
        work,
        run -> {
          starvation.check();
          loop.execute(() -> run.advance(UNSLICED));
        });
  }

  @Override
  public void close() {
    schedulers.close();
  }

  private <T> Mono<PlacedResult<T>> place(
      Placement on, String workload, Supplier<SteppedWork<T>> work, Start start) {
    return Mono.<PlacedResult<T>>create(sink -> start.begin(run(work.get(), admit(on), sink)))
        .doOnSuccess(placed -> metrics.record(workload, on, placed));
  }

  private Mono<PlacedResult<byte[]>> runRemotely(RemoteWork work) {
    return Mono.using(
            () -> admit(Placement.PROCESS),
            permit -> remoteExecutor.run(work),
            Bulkhead.Permit::release)
        .doOnSuccess(placed -> metrics.record(work.name(), Placement.PROCESS, placed));
  }

  private Bulkhead.Permit admit(Placement on) {
    Bulkhead.Permit permit = Objects.requireNonNull(bulkheads.get(on)).tryAcquire();
    if (permit == null) {
      throw new PlacementFull(on);
    }
    return permit;
  }

  private static <T> PlacedRun<T> run(
      SteppedWork<T> work, Bulkhead.Permit permit, MonoSink<PlacedResult<T>> sink) {
    PlacedRun<T> run = new PlacedRun<>(work, permit, sink, System::nanoTime);
    sink.onDispose(run::cancel);
    return run;
  }

  private void start(Placement on, PlacedRun<?> run) {
    switch (on) {
      case EVENT_LOOP -> {
        starvation.check();
        loops.execute(loop -> run.advance(UNSLICED));
      }
      case COOPERATIVE -> startInSlices(run, sliceNanos);
      case PROCESS -> throw new PlacementUnsupported("this is no work for on=process");
      case SINGLE, PARALLEL, BOUNDED_ELASTIC, VIRTUAL_THREADS ->
          run.scheduled(schedulers.of(on).schedule(() -> run.advance(UNSLICED)));
    }
  }

  private void startInSlices(PlacedRun<?> run, long nanos) {
    loops.execute(loop -> slices(loop).add(run, nanos));
  }

  private CooperativeSlices slices(WatchedLoop loop) {
    return slices.computeIfAbsent(
        loop,
        watched -> {
          watched.whenGone(() -> slices.remove(watched));
          return new CooperativeSlices(watched);
        });
  }

  private interface Start {
    void begin(PlacedRun<?> run);
  }
}
