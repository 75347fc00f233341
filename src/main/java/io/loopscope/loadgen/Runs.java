package io.loopscope.loadgen;

import io.loopscope.http.Problem;
import java.net.URI;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;

/**
 * The runs of this generator: one at a time, because two would disturb each other. The latest ended
 * ones are remembered, in memory only.
 */
final class Runs {
  private final LoadGenerator generator;
  private final int kept;
  private final Map<String, Run> runs = new LinkedHashMap<>();

  Runs(LoadGenerator generator, int kept) {
    this.generator = generator;
    this.kept = kept;
  }

  static URI location(String id) {
    return URI.create("/runs/" + id);
  }

  /**
   * Starts a run and returns its id.
   *
   * @throws Problem 409 while another one has not ended
   */
  synchronized String start(Load load) {
    runs.forEach(Runs::refuseIfGoing);
    forgetOldest();
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    runs.put(id, generator.start(load));
    return id;
  }

  synchronized Optional<Run> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** Whether a run has not ended. */
  synchronized boolean isBusy() {
    return runs.values().stream().anyMatch(run -> !run.state().isEnded());
  }

  private static void refuseIfGoing(String id, Run run) {
    if (!run.state().isEnded()) {
      throw Problem.of(HttpStatus.CONFLICT, "run " + id + " has not ended; one at a time")
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
}
