package io.loopscope.loadgen;

import io.loopscope.eventloop.Loops;
import io.loopscope.eventloop.Transport;
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
  private final Client client;
  private final Tolerances tolerances;
  private final Clock clock;
  private final Set<Run> going = ConcurrentHashMap.newKeySet();

  /** A generator with the default tolerances, on {@code count} loops of its own. */
  public LoadGenerator(Loops loops, int count, Transport transport) {
    this(loops, count, transport, Tolerances.DEFAULT, Clock.systemUTC());
  }

  LoadGenerator(Loops loops, int count, Transport transport, Tolerances tolerances, Clock clock) {
    this.client = new Client(loops, count, transport);
    this.tolerances = tolerances;
    this.clock = clock;
  }

  /**
   * Sends the load with each subscription; a cancel stops it. The result comes once the last answer
   * is there or given up, and every connection is closed.
   *
   * @return the result; or a {@link io.loopscope.http.Problem} if connections could not be pinned
   */
  public Mono<Measured> run(Load load) {
    return Mono.usingWhen(
        Mono.fromSupplier(() -> start(load)),
        Run::result,
        run -> Mono.empty(),
        (run, failure) -> run.cancel(),
        Run::cancel);
  }

  /** Stops what is going on, then its loops. */
  @Override
  public void close() {
    Flux.fromIterable(going).flatMap(Run::cancel).then(client.closeLater()).subscribe();
  }

  Run start(Load load) {
    Run run = new Run(load, client, tolerances, clock, going::remove);
    going.add(run);
    run.start();
    return run;
  }
}
