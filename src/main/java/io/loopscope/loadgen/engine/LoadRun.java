package io.loopscope.loadgen.engine;

import io.loopscope.http.ApiProblem;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.GeneratorTolerances;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.LoadRunState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One load on its way: opens what it needs, sends, waits for the last answers, closes everything,
 * tells the result. It ends once; after that nothing of it is left running.
 */
public final class LoadRun {
  private static final Log log = LogFactory.getLog(LoadRun.class);

  /** Between the moment everything is ready and the first send, if that is to be at once. */
  private static final Duration LEAD = Duration.ofMillis(20);

  private static final String UNFORESEEN =
      "unexpected failure; the log of the generator has the cause";
  private static final Duration OPENING = Duration.ofSeconds(20);
  private static final long SETTLING_NANOS = Duration.ofMillis(500).toNanos();
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final LoadPlan load;
  private final LoadClient client;
  private final GeneratorTolerances tolerances;
  private final Clock clock;
  private final Consumer<LoadRun> stopped;
  private final Pacer pacer = new Pacer(Pacer.SPIN_NANOS, this::fail);
  private final PauseDetector heartbeat;
  private final int connectionsBefore;
  private final Disposable.Swap opening = Disposables.swap();
  private final Disposable.Swap closing = Disposables.swap();
  private final Sinks.One<LoadResult> result = Sinks.one();
  private LoadRunState state = LoadRunState.WAITING;
  private final List<ConnectionSource> lanes = new ArrayList<>();
  private @Nullable RunStreams sending;
  private @Nullable Throwable failure;

  /**
   * Creates a run that has not started.
   *
   * @param stopped is told once nothing of it is left
   */
  LoadRun(
      LoadPlan load,
      LoadClient client,
      GeneratorTolerances tolerances,
      Clock clock,
      Consumer<LoadRun> stopped) {
    this.load = load;
    this.client = client;
    this.tolerances = tolerances;
    this.clock = clock;
    this.stopped = stopped;
    this.heartbeat = new PauseDetector(tolerances.late());
    this.connectionsBefore = client.connections();
  }

  void start() {
    opening.update(
        Flux.fromIterable(load.streams())
            .concatMap(this::lanesOf)
            .collectList()
            .timeout(OPENING)
            .subscribe(this::begin, this::fail));
  }

  /** The result; empty if the run is cancelled, an error if it failed. */
  public Mono<LoadResult> result() {
    return result.asMono();
  }

  public synchronized LoadRunState state() {
    return state;
  }

  public LoadPlan load() {
    return load;
  }

  /** When the first request is due; null until everything it needs is open. */
  public synchronized @Nullable Instant startsAt() {
    return sending == null ? null : sending.startedAt();
  }

  public synchronized List<StreamRunner.Progress> progress() {
    return sending == null ? List.of() : sending.progress();
  }

  /** Why it failed; null unless it did. */
  public synchronized @Nullable String error() {
    if (failure == null) {
      return null;
    }
    return failure instanceof ApiProblem problem ? problem.getBody().getDetail() : UNFORESEEN;
  }

  /** What is left of the time that sending takes; 0 once that is over. */
  public synchronized Duration left() {
    if (state.isEnded()) {
      return Duration.ZERO;
    }
    long nanos =
        sending == null
            ? load.length().toNanos()
            : Math.max(0, sending.window().end() - System.nanoTime());
    return Duration.ofNanos(nanos);
  }

  /** Stops it, if it has not ended; completes once no connection of it is left. */
  public Mono<Void> cancel() {
    return Mono.defer(
        () -> {
          if (advance(LoadRunState.CANCELLED)) {
            result.tryEmitEmpty();
          }
          return stop();
        });
  }

  private Mono<ConnectionSource> lanesOf(LoadPlan.Stream stream) {
    RequestTemplate call = RequestTemplate.of(load, stream);
    Mono<ConnectionSource> lanes =
        switch (stream.connections()) {
          case ConnectionPolicy.Fresh fresh ->
              Mono.fromSupplier(() -> new NewConnectionSource(client, call));
          case ConnectionPolicy.Pool pool ->
              Mono.fromSupplier(
                  () -> KeptConnectionSource.pool(client, portion(pool.size()), call));
          case ConnectionPolicy.Pinned pinned ->
              new LoopPinning(client, load.target(), pinned.loops(), portion(pinned.each()))
                  .connections()
                  .map(byLoop -> KeptConnectionSource.pinned(byLoop, call));
        };
    return lanes.doOnNext(this::keep);
  }

  private int portion(int total) {
    return Math.max(1, load.share().portion(total));
  }

  private synchronized void keep(ConnectionSource opened) {
    lanes.add(opened);
    if (state.isEnded()) {
      closing.replace(opened.close().subscribe());
    }
  }

  private synchronized void begin(List<ConnectionSource> opened) {
    if (state.isEnded()) {
      return;
    }
    Instant now = clock.instant();
    Instant startAt = Objects.requireNonNullElse(load.startAt(), now.plus(LEAD));
    if (startAt.isBefore(now)) {
      fail(ApiProblem.of(HttpStatus.CONFLICT, "not ready in time to start at " + startAt));
      return;
    }
    RunWindow window =
        RunWindow.of(System.nanoTime() + Duration.between(now, startAt).toNanos(), load);
    sending = RunStreams.of(load, window, startAt, opened, client, pacer, tolerances);
    pacer.at(window.start(), () -> advance(LoadRunState.WARMING_UP));
    pacer.at(window.measureFrom(), this::measure);
    pacer.at(window.end(), this::drain);
    sending.start();
    pacer.start();
  }

  private void measure() {
    advance(LoadRunState.MEASURING);
    heartbeat.start();
  }

  private void drain() {
    advance(LoadRunState.DRAINING);
    look();
  }

  private void look() {
    RunStreams ending = Objects.requireNonNull(sending);
    long now = System.nanoTime();
    if (ending.isOver(now, SETTLING_NANOS)) {
      finish(ending.finish(heartbeat, tolerances));
    } else {
      pacer.at(now + LOOK_NANOS, this::look);
    }
  }

  private void finish(LoadResult measured) {
    closing.replace(
        stop()
            .subscribe(
                done -> {},
                this::fail,
                () -> {
                  if (advance(LoadRunState.FINISHED)) {
                    result.tryEmitValue(measured);
                  }
                }));
  }

  private void fail(Throwable cause) {
    synchronized (this) {
      if (state.isEnded()) {
        return;
      }
      failure = cause;
      state = LoadRunState.FAILED;
    }
    if (!(cause instanceof ApiProblem)) {
      log.error("Failed a run", cause);
    }
    result.tryEmitError(cause);
    closing.replace(stop().subscribe());
  }

  private synchronized boolean advance(LoadRunState next) {
    boolean goesOn = !state.isEnded();
    if (goesOn) {
      state = next;
    }
    return goesOn;
  }

  private Mono<Void> stop() {
    opening.dispose();
    pacer.close();
    heartbeat.close();
    synchronized (this) {
      if (sending != null) {
        sending.cancel();
      }
      return Flux.fromIterable(List.copyOf(lanes))
          .flatMap(ConnectionSource::close)
          .then(client.closedDownTo(connectionsBefore))
          .doOnTerminate(() -> stopped.accept(this));
    }
  }
}
