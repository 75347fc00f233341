package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.Bench;
import io.loopscope.experiment.Stage;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How many calls the downstream takes at once: limited for a while, then as it was. */
final class DownstreamCapacity implements Stage {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int LINE = 1_000;

  private final Bench bench;
  private final int concurrency;
  private final JsonNode before;

  private DownstreamCapacity(Bench bench, int concurrency, JsonNode before) {
    this.bench = bench;
    this.concurrency = concurrency;
    this.before = before;
  }

  static Mono<Stage> limitedTo(int concurrency, Bench bench) {
    return bench
        .client()
        .get()
        .uri(bench.downstream().get() + "/stats")
        .retrieve()
        .bodyToMono(JsonNode.class)
        .timeout(ANSWER)
        .map(stats -> new DownstreamCapacity(bench, concurrency, stats.path("capacity")));
  }

  @Override
  public Mono<Void> set(Arm arm) {
    return limit(Map.of("concurrency", concurrency, "queue", LINE));
  }

  @Override
  public Mono<Void> restore() {
    return limit(before);
  }

  private Mono<Void> limit(Object capacity) {
    return bench
        .client()
        .put()
        .uri(bench.downstream().get() + "/limits")
        .bodyValue(capacity)
        .retrieve()
        .toBodilessEntity()
        .timeout(ANSWER)
        .then();
  }
}
