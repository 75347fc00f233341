package io.loopscope.eventloop.health;

import io.loopscope.eventloop.clock.MonitoredLoops;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How every watched group of loops is, kept up to date by the monitor and answered to anybody
 * without waiting for anybody.
 *
 * <p>If the monitor has not looked for {@value #STALE_SECONDS} s there is no answer: a monitor that
 * does not run must not take a service out.
 */
public final class LoopHealth {
  static final long STALE_SECONDS = 10;
  private static final long STEP_NANOS = Duration.ofMillis(500).toNanos();
  private static final long STEPS_PER_WINDOW = 20;

  private final LongFunction<List<LoopSnapshot>> vitals;
  private final HealthSettings settings;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final long stepNanos;
  private final Map<String, GroupCondition> conditions = new HashMap<>();
  private @Nullable HealthSample last;
  private volatile @Nullable Answer answer;

  LoopHealth(
      LongFunction<List<LoopSnapshot>> vitals,
      HealthSettings settings,
      LongSupplier nanoTime,
      InstantSource clock) {
    this.vitals = vitals;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.stepNanos = Math.min(STEP_NANOS, settings.window().toNanos() / STEPS_PER_WINDOW);
  }

  /** The health of these loops, except those that shut down. */
  public static LoopHealth of(
      MonitoredLoops loops, HealthSettings settings, LongSupplier nanoTime, InstantSource clock) {
    return new LoopHealth(
        now ->
            loops.monitored().stream()
                .filter(loop -> !loop.isShuttingDown())
                .map(loop -> LoopSnapshot.of(loop, settings.threshold(), now))
                .toList(),
        settings,
        nanoTime,
        clock);
  }

  /**
   * Looks at the loops. To be called about once a second or more often; calls that come within half
   * a second or a twentieth of the window of each other cost next to nothing.
   *
   * @param now on the scale of {@link System#nanoTime}
   */
  public synchronized void sample(long now) {
    HealthSample before = last;
    if (before != null && now - before.now() < stepNanos) {
      return;
    }
    HealthSample look =
        before == null
            ? HealthSample.first(now, clock.instant())
            : before.next(now, clock.instant());
    last = look;
    answer = new Answer(now, look(look, byGroup(vitals.apply(now))));
  }

  /** Every watched group; empty while there is nobody who looks. */
  Optional<List<GroupHealth>> groups() {
    Answer known = answer;
    return known == null
            || nanoTime.getAsLong() - known.now() > Duration.ofSeconds(STALE_SECONDS).toNanos()
        ? Optional.empty()
        : Optional.of(known.groups());
  }

  private List<GroupHealth> look(HealthSample look, Map<String, List<LoopSnapshot>> groups) {
    conditions.keySet().retainAll(groups.keySet());
    List<GroupHealth> healths = new ArrayList<>();
    groups.forEach(
        (group, loops) ->
            healths.add(
                conditions
                    .computeIfAbsent(group, name -> new GroupCondition(name, settings))
                    .look(look, loops)));
    return List.copyOf(healths);
  }

  /** Groups that are asked for are there even if they have no loops. */
  private Map<String, List<LoopSnapshot>> byGroup(List<LoopSnapshot> all) {
    Map<String, List<LoopSnapshot>> groups = new LinkedHashMap<>();
    settings.groups().forEach(group -> groups.put(group, new ArrayList<>()));
    all.stream()
        .filter(one -> settings.watches(one.group()))
        .forEach(one -> groups.computeIfAbsent(one.group(), it -> new ArrayList<>()).add(one));
    return groups;
  }

  private record Answer(long now, List<GroupHealth> groups) {}
}
