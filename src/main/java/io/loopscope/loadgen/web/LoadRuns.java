package io.loopscope.loadgen.web;

import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.engine.LoadGenerator;
import io.loopscope.loadgen.engine.LoadRun;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The runs of this generator: one at a time, because two would disturb each other. The last ended
 * ones are remembered, in memory only.
 */
final class LoadRuns {
  private final LoadGenerator generator;
  private final int kept;
  private final Map<String, Leased> runs = new LinkedHashMap<>();

  LoadRuns(LoadGenerator generator, int kept) {
    this.generator = generator;
    this.kept = kept;
  }

  static URI location(String id) {
    return URI.create("/runs/" + id);
  }

  /**
   * Starts a run and returns its id.
   *
   * @param lease the time after which the run stops if no request asks for it
   * @throws RunConflict while another run has not ended
   */
  synchronized String start(LoadPlan load, Duration lease) {
    runs.forEach((id, run) -> checkEnded(id, run.run()));
    forgetOldest();
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    runs.put(id, Leased.of(generator.start(load), new RunLease(lease, System::nanoTime)));
    return id;
  }

  /** The run of that id; the call renews its lease. */
  synchronized Optional<LoadRun> find(String id) {
    Leased found = runs.get(id);
    if (found == null) {
      return Optional.empty();
    }
    found.lease().renew();
    return Optional.of(found.run());
  }

  private static void checkEnded(String id, LoadRun run) {
    if (!run.state().isEnded()) {
      throw RunConflict.occupiedBy(id);
    }
  }

  private void forgetOldest() {
    Iterator<String> oldestFirst = runs.keySet().iterator();
    while (runs.size() >= kept && oldestFirst.hasNext()) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  /**
   * A run with its lease.
   *
   * @param watch stops the run when the lease expires
   */
  private record Leased(LoadRun run, RunLease lease, Disposable watch) {
    static Leased of(LoadRun run, RunLease lease) {
      Mono<Void> ended = run.result().then().onErrorComplete();
      Mono<Void> expired = lease.end().then(Mono.defer(run::cancel));
      return new Leased(run, lease, Mono.firstWithSignal(ended, expired).subscribe());
    }
  }
}
