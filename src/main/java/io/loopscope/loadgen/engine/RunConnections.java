package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadPlan;
import java.util.ArrayList;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The connections of one run: opened before the first send, closed after the last answer. */
final class RunConnections {
  private final LoadPlan load;
  private final LoadClient client;
  private final int openBefore;
  private final List<ConnectionSource> sources = new ArrayList<>();
  private final Disposable.Composite late = Disposables.composite();
  private boolean closed;

  RunConnections(LoadPlan load, LoadClient client) {
    this.load = load;
    this.client = client;
    this.openBefore = client.connections();
  }

  /** A source of connections for each stream, in their order. */
  Mono<List<ConnectionSource>> open() {
    return Flux.fromIterable(load.streams())
        .concatMap(this::source)
        .doOnNext(this::keep)
        .collectList();
  }

  /** Completes once no connection of the run is open, or after a limited time. */
  Mono<Void> close() {
    return Flux.fromIterable(all())
        .flatMap(ConnectionSource::close)
        .then(client.closedDownTo(openBefore));
  }

  private Mono<ConnectionSource> source(LoadPlan.Stream stream) {
    RequestTemplate request = RequestTemplate.of(load, stream);
    return switch (stream.connections()) {
      case ConnectionPolicy.Fresh fresh ->
          Mono.fromSupplier(() -> new NewConnectionSource(client, request));
      case ConnectionPolicy.Pool pool ->
          Mono.fromSupplier(() -> KeptConnectionSource.pool(client, portion(pool.size()), request));
      case ConnectionPolicy.Pinned pinned ->
          new LoopPinning(client, load.target(), pinned.loops(), portion(pinned.each()))
              .connections()
              .map(byLoop -> KeptConnectionSource.pinned(byLoop, request));
    };
  }

  private int portion(int total) {
    return Math.max(1, load.share().portion(total));
  }

  /** Keeps the source for the end of the run, or closes it if the run was stopped meanwhile. */
  private synchronized void keep(ConnectionSource source) {
    sources.add(source);
    if (closed) {
      late.add(source.close().subscribe());
    }
  }

  private synchronized List<ConnectionSource> all() {
    closed = true;
    return List.copyOf(sources);
  }
}
