package io.loopscope.experiment.kind;

import io.loopscope.experiment.plan.Arm;
import io.loopscope.experiment.plan.ArmSetup;
import io.loopscope.experiment.plan.SetupContext;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Limits the calls that the downstream serves at once, and restores its capacity afterwards. */
final class CapacityLimitSetup implements ArmSetup {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int QUEUE = 1_000;

  private final SetupContext context;
  private final int concurrency;
  private final JsonNode before;

  private CapacityLimitSetup(SetupContext context, int concurrency, JsonNode before) {
    this.context = context;
    this.concurrency = concurrency;
    this.before = before;
  }

  static Mono<ArmSetup> limitedTo(int concurrency, SetupContext context) {
    return context
        .client()
        .get()
        .uri(context.downstream().get() + "/stats")
        .retrieve()
        .bodyToMono(JsonNode.class)
        .timeout(ANSWER)
        .map(stats -> new CapacityLimitSetup(context, concurrency, stats.path("capacity")));
  }

  @Override
  public Mono<Void> apply(Arm arm) {
    return limit(Map.of("concurrency", concurrency, "queue", QUEUE));
  }

  @Override
  public Mono<Void> restore() {
    return limit(before);
  }

  private Mono<Void> limit(Object capacity) {
    return context
        .client()
        .put()
        .uri(context.downstream().get() + "/limits")
        .bodyValue(capacity)
        .retrieve()
        .toBodilessEntity()
        .timeout(ANSWER)
        .then();
  }
}
