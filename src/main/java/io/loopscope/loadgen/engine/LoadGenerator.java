package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.loadgen.GeneratorTolerances;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.plane.Transport;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends loads and measures the answers. Loads that run at the same time share its loops and disturb
 * each other; streams that belong together are one load.
 */
public final class LoadGenerator implements AutoCloseable {
  private final LoadClient client;
  private final GeneratorTolerances tolerances;
  private final Clock clock;
  private final Set<LoadRun> running = ConcurrentHashMap.newKeySet();

  /** A generator with the default tolerances, on {@code count} loops of its own. */
  public LoadGenerator(LoopRegistry loops, int count, Transport transport) {
    this(loops, count, transport, GeneratorTolerances.DEFAULT, Clock.systemUTC());
  }

  public LoadGenerator(
      LoopRegistry loops,
      int count,
      Transport transport,
      GeneratorTolerances tolerances,
      Clock clock) {
    this.client = new LoadClient(loops, count, transport);
    this.tolerances = tolerances;
    this.clock = clock;
  }

  /**
   * Sends the load with each subscription; a cancel stops it. The result comes once every request
   * has its answer or has timed out, and every connection is closed.
   *
   * @return the result; {@link io.loopscope.loadgen.PinningFailed} if connections could not be
   *     pinned
   */
  public Mono<LoadResult> run(LoadPlan load) {
    return Mono.usingWhen(
        Mono.fromSupplier(() -> start(load)),
        LoadRun::result,
        run -> Mono.empty(),
        (run, failure) -> run.cancel(),
        LoadRun::cancel);
  }

  /** Stops all runs, then the loops. */
  @Override
  public void close() {
    Flux.fromIterable(running).flatMap(LoadRun::cancel).then(client.closeLater()).subscribe();
  }

  public LoadRun start(LoadPlan load) {
    LoadRun run = new LoadRun(load, client, tolerances, clock, running::remove);
    running.add(run);
    run.start();
    return run;
  }
}
