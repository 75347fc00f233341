package io.loopscope.eventloop.health;

import io.loopscope.eventloop.health.GroupHealth.Dead;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/**
 * Down while a loop is dead: in one and the same turn for longer than {@code
 * eventloop.health.dead}; meant for liveness: {@code
 * management.endpoint.health.group.liveness.include=livenessState,eventLoopLiveness}.
 *
 * <p>However starved, a loop that still goes round is alive: a restart would only add to the load
 * of the others. One that shuts down or never started is not dead.
 */
public final class EventLoopLivenessHealthIndicator implements ReactiveHealthIndicator {
  private final LoopHealth health;

  public EventLoopLivenessHealthIndicator(LoopHealth health) {
    this.health = health;
  }

  @Override
  public Mono<Health> health() {
    return Mono.fromSupplier(
        () ->
            health
                .groups()
                .map(EventLoopLivenessHealthIndicator::health)
                .orElseGet(() -> EventLoopsHealthIndicator.NotWatched.HEALTH));
  }

  private static Health health(List<GroupHealth> groups) {
    List<Dead> dead = groups.stream().flatMap(group -> group.dead().stream()).toList();
    return dead.isEmpty() ? Health.up().build() : Health.down().withDetail("dead", dead).build();
  }
}
