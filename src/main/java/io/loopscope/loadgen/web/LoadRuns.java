package io.loopscope.loadgen.web;

import io.loopscope.http.ApiProblem;
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
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The runs of this generator: one at a time, because two would disturb each other. The latest ended
 * ones are remembered, in memory only.
 */
public final class LoadRuns {
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
   * @param lease how long it goes on although nobody asks for it
   * @throws Problem 409 while another one has not ended
   */
  synchronized String start(LoadPlan load, Duration lease) {
    runs.forEach((id, run) -> refuseIfGoing(id, run.run()));
    forgetOldest();
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    runs.put(id, Leased.of(generator.start(load), new RunLease(lease, System::nanoTime)));
    return id;
  }

  /** The run, whose lease this renews. */
  synchronized Optional<LoadRun> find(String id) {
    Leased found = runs.get(id);
    if (found == null) {
      return Optional.empty();
    }
    found.lease().renew();
    return Optional.of(found.run());
  }

  /** Whether a run has not ended. */
  public synchronized boolean isBusy() {
    return runs.values().stream().anyMatch(leased -> !leased.run().state().isEnded());
  }

  private static void refuseIfGoing(String id, LoadRun run) {
    if (!run.state().isEnded()) {
      throw ApiProblem.of(HttpStatus.CONFLICT, "run " + id + " has not ended; one at a time")
          .location(location(id));
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
   * A run and what ends it if nobody asks any more.
   *
   * @param watch lasts as long as the run does
   */
  private record Leased(LoadRun run, RunLease lease, Disposable watch) {
    static Leased of(LoadRun run, RunLease lease) {
      Mono<Void> ended = run.result().then().onErrorComplete();
      Mono<Void> expired = lease.end().then(Mono.defer(run::cancel));
      return new Leased(run, lease, Mono.firstWithSignal(ended, expired).subscribe());
    }
  }
}
