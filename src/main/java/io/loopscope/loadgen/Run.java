package io.loopscope.loadgen;

import io.loopscope.http.Problem;
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
final class Run {
  private static final Log log = LogFactory.getLog(Run.class);

  /** Between the moment everything is ready and the first send, if that is to be at once. */
  private static final Duration LEAD = Duration.ofMillis(20);

  private static final String UNFORESEEN =
      "unexpected failure; the log of the generator has the cause";
  private static final Duration OPENING = Duration.ofSeconds(20);
  private static final long SETTLING_NANOS = Duration.ofMillis(500).toNanos();
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final Load load;
  private final Client client;
  private final Tolerances tolerances;
  private final Clock clock;
  private final Consumer<Run> stopped;
  private final Pacer pacer = new Pacer(Pacer.SPIN_NANOS, this::fail);
  private final Heartbeat heartbeat;
  private final int connectionsBefore;
  private final Disposable.Swap opening = Disposables.swap();
  private final Disposable.Swap closing = Disposables.swap();
  private final Sinks.One<Measured> result = Sinks.one();
  private State state = State.WAITING;
  private final List<Lanes> lanes = new ArrayList<>();
  private @Nullable Sending sending;
  private @Nullable Throwable failure;

  /**
   * Creates a run that has not started.
   *
   * @param stopped is told once nothing of it is left
   */
  Run(Load load, Client client, Tolerances tolerances, Clock clock, Consumer<Run> stopped) {
    this.load = load;
    this.client = client;
    this.tolerances = tolerances;
    this.clock = clock;
    this.stopped = stopped;
    this.heartbeat = new Heartbeat(tolerances.late());
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
  Mono<Measured> result() {
    return result.asMono();
  }

  synchronized State state() {
    return state;
  }

  Load load() {
    return load;
  }

  /** When the first request is due; null until everything it needs is open. */
  synchronized @Nullable Instant startsAt() {
    return sending == null ? null : sending.startedAt();
  }

  synchronized List<Streaming.Progress> progress() {
    return sending == null ? List.of() : sending.progress();
  }

  /** Why it failed; null unless it did. */
  synchronized @Nullable String error() {
    if (failure == null) {
      return null;
    }
    return failure instanceof Problem problem ? problem.getBody().getDetail() : UNFORESEEN;
  }

  /** What is left of the time that sending takes; 0 once that is over. */
  synchronized Duration left() {
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
  Mono<Void> cancel() {
    return Mono.defer(
        () -> {
          if (advance(State.CANCELLED)) {
            result.tryEmitEmpty();
          }
          return stop();
        });
  }

  private Mono<Lanes> lanesOf(Load.Stream stream) {
    Call call = Call.of(load, stream);
    Mono<Lanes> lanes =
        switch (stream.connections()) {
          case Connections.Fresh fresh -> Mono.fromSupplier(() -> new FreshLanes(client, call));
          case Connections.Pool pool ->
              Mono.fromSupplier(() -> KeptLanes.pool(client, portion(pool.size()), call));
          case Connections.Pinned pinned ->
              new Pinning(client, load.target(), pinned.loops(), portion(pinned.each()))
                  .connections()
                  .map(byLoop -> KeptLanes.pinned(byLoop, call));
        };
    return lanes.doOnNext(this::keep);
  }

  private int portion(int total) {
    return Math.max(1, load.share().portion(total));
  }

  private synchronized void keep(Lanes opened) {
    lanes.add(opened);
    if (state.isEnded()) {
      closing.replace(opened.close().subscribe());
    }
  }

  private synchronized void begin(List<Lanes> opened) {
    if (state.isEnded()) {
      return;
    }
    Instant now = clock.instant();
    Instant startAt = Objects.requireNonNullElse(load.startAt(), now.plus(LEAD));
    if (startAt.isBefore(now)) {
      fail(Problem.of(HttpStatus.CONFLICT, "not ready in time to start at " + startAt));
      return;
    }
    Window window = Window.of(System.nanoTime() + Duration.between(now, startAt).toNanos(), load);
    sending = Sending.of(load, window, startAt, opened, client, pacer, tolerances);
    pacer.at(window.start(), () -> advance(State.WARMING_UP));
    pacer.at(window.measureFrom(), this::measure);
    pacer.at(window.end(), this::drain);
    sending.start();
    pacer.start();
  }

  private void measure() {
    advance(State.MEASURING);
    heartbeat.start();
  }

  private void drain() {
    advance(State.DRAINING);
    look();
  }

  private void look() {
    Sending ending = Objects.requireNonNull(sending);
    long now = System.nanoTime();
    if (ending.isOver(now, SETTLING_NANOS)) {
      finish(ending.finish(heartbeat, tolerances));
    } else {
      pacer.at(now + LOOK_NANOS, this::look);
    }
  }

  private void finish(Measured measured) {
    closing.replace(
        stop()
            .subscribe(
                done -> {},
                this::fail,
                () -> {
                  if (advance(State.FINISHED)) {
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
      state = State.FAILED;
    }
    if (!(cause instanceof Problem)) {
      log.error("Failed a run", cause);
    }
    result.tryEmitError(cause);
    closing.replace(stop().subscribe());
  }

  private synchronized boolean advance(State next) {
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
          .flatMap(Lanes::close)
          .then(client.closedDownTo(connectionsBefore))
          .doOnTerminate(() -> stopped.accept(this));
    }
  }
}
