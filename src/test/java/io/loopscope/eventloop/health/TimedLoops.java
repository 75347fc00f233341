package io.loopscope.eventloop.health;

import io.loopscope.eventloop.clock.LoopClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Clocks of loops in hand-made time, sampled each 10 ms as the judge would. */
final class TimedLoops {
  static final Instant START = Instant.parse("2026-01-01T03:00:00Z");
  private static final long MS = 1_000_000;

  private final List<Group> groups = new ArrayList<>();
  private HealthSettings settings = settings();
  private LoopHealth health = newHealth();
  private long tickNanos = 10 * MS;
  private long now;

  static HealthSettings settings() {
    return bind(Map.of());
  }

  static HealthSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("eventloop.health", HealthSettings.class);
  }

  void settings(String property, String value) {
    settings = bind(Map.of(property, value));
    health = newHealth();
  }

  void tick(Duration tick) {
    tickNanos = tick.toNanos();
  }

  Group add(String name, int count) {
    Group group = new Group(name, count);
    groups.add(group);
    return group;
  }

  LoopHealth health() {
    return health;
  }

  List<GroupHealth> groups() {
    return health.groups().orElseThrow();
  }

  GroupHealth health(String group) {
    return groups().stream().filter(it -> it.group().equals(group)).findFirst().orElseThrow();
  }

  void pass(Duration time) {
    pass(time, () -> {});
  }

  /** Lets time pass, and checks after each tick. */
  void pass(Duration time, Runnable check) {
    for (long end = now + time.toNanos(); now < end; ) {
      health.sample(now);
      check.run();
      now += tickNanos;
      groups.forEach(Group::turn);
    }
  }

  /** Time passes in which no thread ran. */
  void standStill(Duration time) {
    now += time.toNanos();
  }

  private LoopHealth newHealth() {
    return new LoopHealth(this::vitals, settings, () -> now, () -> START.plusNanos(now));
  }

  private List<LoopSnapshot> vitals(long at) {
    return groups.stream().flatMap(group -> group.vitals(at).stream()).toList();
  }

  /** Loops that are blocked for a part of each period, and free for the rest. */
  final class Group {
    private final String name;
    private final List<LoopClock> clocks;
    private Set<Integer> blocked;
    private long from;
    private long block;
    private long period = Long.MAX_VALUE;

    private Group(String name, int count) {
      this.name = name;
      this.clocks = IntStream.range(0, count).mapToObj(index -> new LoopClock()).toList();
      this.blocked = IntStream.range(0, count).boxed().collect(Collectors.toSet());
    }

    /** Which loops will be blocked; all if never called. */
    Group only(int... indexes) {
      blocked = IntStream.of(indexes).boxed().collect(Collectors.toSet());
      return this;
    }

    void blocks(Duration block, Duration each) {
      this.block = block.toNanos();
      this.period = each.toNanos();
      this.from = now;
      clocks.forEach(clock -> clock.sleep(now));
      turn();
    }

    void remove() {
      groups.remove(this);
    }

    private void turn() {
      long phase = (now - from) % period;
      for (int index : blocked) {
        LoopClock clock = clocks.get(index);
        boolean awake = LoopClock.isAwake(clock.turn());
        if (phase < block && !awake) {
          clock.wake(now - phase);
        } else if (phase >= block && awake) {
          clock.sleep(now - phase + block);
        }
      }
    }

    private List<LoopSnapshot> vitals(long at) {
      return IntStream.range(0, clocks.size())
          .mapToObj(
              index -> {
                LoopClock clock = clocks.get(index);
                return new LoopSnapshot(
                    clock,
                    name,
                    index,
                    clock.awakeNanos(at),
                    clock.starvedNanos(settings.threshold(), at));
              })
          .toList();
    }
  }
}
