package io.loopscope.eventloop.health;

import io.loopscope.eventloop.LagBuckets;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/**
 * Out of service while enough loops of a group are starved; meant for readiness: {@code
 * management.endpoint.health.group.readiness.include=readinessState,eventLoops}.
 *
 * <p>A replica that leaves the load balancer gives its load to the others. Where all of them are
 * starved by the same load, all of them leave; there, alert on the loops and shed load instead.
 *
 * <p>Reactive because it has nothing to wait for: Spring moves other indicators to a thread pool,
 * which a starved service may have none left of.
 */
public final class EventLoopsHealthIndicator implements ReactiveHealthIndicator {
  private final LoopHealth health;
  private final String rule;

  public EventLoopsHealthIndicator(LoopHealth health, HealthSettings settings) {
    this.health = health;
    this.rule =
        String.format(
            Locale.ROOT,
            "starved: for %.0f %% of the last %.1f s an arrival had to wait more than %s",
            settings.enter() * 100,
            settings.window().toMillis() / 1e3,
            LagBuckets.label(settings.threshold()));
  }

  @Override
  public Mono<Health> health() {
    return Mono.fromSupplier(
        () -> health.groups().map(this::health).orElseGet(() -> NotWatched.HEALTH));
  }

  private Health health(List<GroupHealth> groups) {
    boolean out = groups.stream().anyMatch(GroupHealth::isOutOfService);
    Health.Builder answer = out ? Health.outOfService() : Health.up();
    groups.forEach(group -> answer.withDetail(group.group(), group));
    return answer.withDetail("rule", rule).build();
  }

  /** The answer while the monitor does not look. */
  static final class NotWatched {
    static final Health HEALTH =
        Health.unknown().withDetail("reason", "nobody looks at the event loops now").build();

    private NotWatched() {}
  }
}
