package io.loopscope.loadgen.engine;

import io.loopscope.failure.Failure;
import io.loopscope.loadgen.GeneratorTolerances;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.LoadRunState;
import io.loopscope.loadgen.StartMissed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One run of a load: opens connections, sends, waits for the last answers, closes everything,
 * returns the result. It ends once; after that nothing of it runs.
 */
public final class LoadRun {
  private static final Log log = LogFactory.getLog(LoadRun.class);

  /** Time between the opened connections and the first send of a load that starts at once. */
  private static final Duration LEAD = Duration.ofMillis(20);

  private static final Duration OPENING = Duration.ofSeconds(20);
  private static final long SETTLING_NANOS = Duration.ofMillis(500).toNanos();
  private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

  private final LoadPlan load;
  private final LoadClient client;
  private final GeneratorTolerances tolerances;
  private final Clock clock;
  private final Consumer<LoadRun> stopped;
  private final RunConnections connections;
  private final Pacer pacer = new Pacer(Pacer.SPIN_NANOS, this::fail);
  private final PauseDetector pauses;
  private final Disposable.Swap opening = Disposables.swap();
  private final Disposable.Swap closing = Disposables.swap();
  private final Sinks.One<LoadResult> result = Sinks.one();
  private LoadRunState state = LoadRunState.WAITING;
  private @Nullable RunStreams streams;
  private @Nullable Throwable failure;

  /**
   * Creates a run that has not started.
   *
   * @param stopped called once nothing of the run is left
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
    this.connections = new RunConnections(load, client);
    this.pauses = new PauseDetector(tolerances.late());
  }

  void start() {
    opening.update(connections.open().timeout(OPENING).subscribe(this::begin, this::fail));
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

  /** The first planned send; null until all connections are open. */
  public synchronized @Nullable Instant startsAt() {
    return streams == null ? null : streams.startedAt();
  }

  public synchronized List<StreamRunner.Progress> progress() {
    return streams == null ? List.of() : streams.progress();
  }

  /** Why the run failed; null unless it did. */
  public synchronized @Nullable String error() {
    if (failure == null) {
      return null;
    }
    return failure instanceof Failure foreseen
        ? foreseen.text()
        : "unexpected failure; the log of the generator has the cause";
  }

  /** The time until the last planned send; 0 once it is over. */
  public synchronized Duration left() {
    if (state.isEnded()) {
      return Duration.ZERO;
    }
    return streams == null
        ? load.length()
        : Duration.ofNanos(Math.max(0, streams.window().end() - System.nanoTime()));
  }

  /** Stops the run, if it has not ended; completes once no connection of it is left. */
  public Mono<Void> cancel() {
    return Mono.defer(
        () -> {
          if (advance(LoadRunState.CANCELLED)) {
            result.tryEmitEmpty();
          }
          return stop();
        });
  }

  private synchronized void begin(List<ConnectionSource> opened) {
    if (state.isEnded()) {
      return;
    }
    Instant now = clock.instant();
    Instant startAt = Objects.requireNonNullElse(load.startAt(), now.plus(LEAD));
    if (startAt.isBefore(now)) {
      fail(new StartMissed(startAt));
      return;
    }
    RunWindow window =
        RunWindow.of(System.nanoTime() + Duration.between(now, startAt).toNanos(), load);
    streams = RunStreams.of(load, window, startAt, opened, client, pacer, tolerances);
    pacer.at(window.start(), () -> advance(LoadRunState.WARMING_UP));
    pacer.at(window.measureFrom(), this::measure);
    pacer.at(window.end(), this::drain);
    streams.start();
    pacer.start();
  }

  private void measure() {
    advance(LoadRunState.MEASURING);
    pauses.start();
  }

  private void drain() {
    advance(LoadRunState.DRAINING);
    finishOnceDrained();
  }

  private void finishOnceDrained() {
    RunStreams draining = Objects.requireNonNull(streams);
    long now = System.nanoTime();
    if (draining.isOver(now, SETTLING_NANOS)) {
      finish(draining.finish(pauses, tolerances));
    } else {
      pacer.at(now + POLL_NANOS, this::finishOnceDrained);
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
    if (!(cause instanceof Failure)) {
      log.error("Load run failed", cause);
    }
    result.tryEmitError(cause);
    closing.replace(stop().subscribe());
  }

  private synchronized boolean advance(LoadRunState next) {
    boolean ongoing = !state.isEnded();
    if (ongoing) {
      state = next;
    }
    return ongoing;
  }

  private Mono<Void> stop() {
    opening.dispose();
    pacer.close();
    pauses.close();
    synchronized (this) {
      if (streams != null) {
        streams.cancel();
      }
    }
    return connections.close().doOnTerminate(() -> stopped.accept(this));
  }
}
