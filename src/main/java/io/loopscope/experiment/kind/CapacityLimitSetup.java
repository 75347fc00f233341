package io.loopscope.experiment.kind;

import io.loopscope.experiment.Arm;
import io.loopscope.experiment.ArmSetup;
import io.loopscope.experiment.StageContext;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How many calls the downstream takes at once: limited for a while, then as it was. */
final class CapacityLimitSetup implements ArmSetup {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int LINE = 1_000;

  private final StageContext bench;
  private final int concurrency;
  private final JsonNode before;

  private CapacityLimitSetup(StageContext bench, int concurrency, JsonNode before) {
    this.bench = bench;
    this.concurrency = concurrency;
    this.before = before;
  }

  static Mono<ArmSetup> limitedTo(int concurrency, StageContext bench) {
    return bench
        .client()
        .get()
        .uri(bench.downstream().get() + "/stats")
        .retrieve()
        .bodyToMono(JsonNode.class)
        .timeout(ANSWER)
        .map(stats -> new CapacityLimitSetup(bench, concurrency, stats.path("capacity")));
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
