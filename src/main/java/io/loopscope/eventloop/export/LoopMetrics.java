package io.loopscope.eventloop.export;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockTime;
import io.loopscope.eventloop.LagBuckets;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.clock.MonitoredLoop;
import io.loopscope.eventloop.monitor.BlockRecorder;
import io.loopscope.eventloop.monitor.LoopMonitor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of every loop: the lag as a histogram per group, everything else per loop. Readings
 * are taken when they are asked for, so a block shows while it lasts.
 */
public final class LoopMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;
  private final LoopReadings readings;
  private final Map<String, Timer> lags = new ConcurrentHashMap<>();

  public LoopMetrics(MeterRegistry registry, LoopReadings readings) {
    this.registry = registry;
    this.readings = readings;
  }

  /** Registers the loop's meters, and removes them when the loop has ended. */
  public void watch(MonitoredLoop loop) {
    List<Meter> meters = new ArrayList<>();
    meters.add(blocked(loop));
    meters.add(
        gauge("eventloop.tasks.pending", "Tasks queued on the loop", loop, MonitoredLoop::pending));
    meters.add(
        gauge(
            "eventloop.connections",
            "Channels registered on the loop",
            loop,
            readings::connections));
    meters.add(
        seconds("eventloop.busy", "Time not spent waiting for sockets", loop, readings::busyNanos));
    if (loop.isOfOneThread()) {
      meters.add(
          seconds(
              "eventloop.cpu", "Time the loop's thread ran on a CPU", loop, readings::cpuNanos));
    }
    for (int i = 0; i < LagBuckets.count(); i++) {
      meters.add(starved(loop, i));
    }
    meters.add(
        FunctionCounter.builder("eventloop.turns.dropped", loop, it -> it.clock().droppedTurns())
            .description("Long turns that the monitor was too late to record")
            .tags(tags(loop))
            .register(registry));
    loop.whenGone(() -> meters.forEach(registry::remove));
  }

  /** Records the wait of an arrival, in nanoseconds, in the lag histogram of the loop's group. */
  public void record(WatchedLoop loop, long atNanos, long waitedNanos) {
    lags.computeIfAbsent(loop.group(), this::lag).record(waitedNanos, TimeUnit.NANOSECONDS);
  }

  /** Counts a finished block. */
  public void count(Block block) {
    if (!block.ongoing()) {
      Timer.builder("eventloop.blocks")
          .description("Finished blocks of event loops")
          .tags("group", block.group(), "cause", block.cause().id())
          .register(registry)
          .record(Math.round(block.durationMs() * 1e6), TimeUnit.NANOSECONDS);
      count(block.group(), block.diagnosis().time());
    }
  }

  private void count(String group, @Nullable BlockTime time) {
    if (time != null) {
      time.parts()
          .forEach(
              (part, ms) ->
                  Counter.builder("eventloop.block.time")
                      .description("What became of the time of finished blocks")
                      .baseUnit("seconds")
                      .tags("group", group, "part", part)
                      .register(registry)
                      .increment(ms / 1_000));
    }
  }

  /** What can go wrong with the monitor itself. */
  public void watch(LoopMonitor monitor, BlockRecorder recorder) {
    FunctionCounter.builder("eventloop.judge.restarts", monitor, LoopMonitor::restarts)
        .description("How often the monitor of event loops failed and began again")
        .register(registry);
    FunctionCounter.builder("eventloop.listener.failures", recorder, BlockRecorder::failures)
        .description("How often a listener of blocks threw")
        .register(registry);
  }

  /** Blocks that an exporter with a thread of its own lost, or failed on. */
  public void watch(AsyncBlockListener exporter) {
    FunctionCounter.builder("eventloop.export.dropped", exporter, AsyncBlockListener::dropped)
        .description("Blocks that an exporter was too slow for")
        .tag("exporter", exporter.name())
        .register(registry);
    FunctionCounter.builder("eventloop.export.failures", exporter, AsyncBlockListener::failures)
        .description("How often an exporter of blocks threw")
        .tag("exporter", exporter.name())
        .register(registry);
  }

  private Timer lag(String group) {
    return Timer.builder("eventloop.lag")
        .description("How long a task that arrives at a random moment waits for its loop")
        .tag("group", group)
        .serviceLevelObjectives(LagBuckets.buckets())
        .register(registry);
  }

  private Meter blocked(MonitoredLoop loop) {
    return TimeGauge.builder(
            "eventloop.blocked", loop, TimeUnit.NANOSECONDS, readings::blockedNanos)
        .description("Age of the block in progress, 0 if there is none")
        .tags(tags(loop))
        .register(registry);
  }

  private Meter starved(MonitoredLoop loop, int threshold) {
    return FunctionCounter.builder(
            "eventloop.starved",
            loop,
            it -> readings.starvedNanos(it, threshold) / NANOS_PER_SECOND)
        .description("Time in which a new arrival had to wait longer than the label 'over'")
        .baseUnit("seconds")
        .tags(tags(loop).and("over", LagBuckets.label(threshold)))
        .register(registry);
  }

  private Meter seconds(
      String name, String what, MonitoredLoop loop, ToDoubleFunction<MonitoredLoop> nanos) {
    return FunctionCounter.builder(name, loop, it -> nanos.applyAsDouble(it) / NANOS_PER_SECOND)
        .description(what)
        .baseUnit("seconds")
        .tags(tags(loop))
        .register(registry);
  }

  private Meter gauge(
      String name, String what, MonitoredLoop loop, ToDoubleFunction<MonitoredLoop> reading) {
    return Gauge.builder(name, loop, reading).description(what).tags(tags(loop)).register(registry);
  }

  private static Tags tags(MonitoredLoop loop) {
    return Tags.of("group", loop.group(), "loop", String.valueOf(loop.index()));
  }
}
