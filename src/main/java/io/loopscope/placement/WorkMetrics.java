package io.loopscope.placement;

import io.loopscope.eventloop.LagBuckets;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** {@code loopscope.work}: wait for a thread and time on it, measured apart. */
final class WorkMetrics {
  private final MeterRegistry registry;

  WorkMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(Placement on, Bulkhead bulkhead) {
    Gauge.builder("loopscope.work.active", bulkhead, Bulkhead::count)
        .description("Pieces of work that wait for a thread or run on one")
        .tag("on", on.id())
        .register(registry);
    Gauge.builder("loopscope.work.limit", bulkhead, Bulkhead::limit)
        .description("Pieces of work that may wait for a thread or run on one")
        .tag("on", on.id())
        .register(registry);
    FunctionCounter.builder("loopscope.work.rejected", bulkhead, Bulkhead::rejected)
        .description("Pieces of work rejected because the limit was reached")
        .tag("on", on.id())
        .register(registry);
  }

  /** The size of the thread pool; placements without a pool have no such gauge. */
  void watch(Placement on, Integer threads) {
    Gauge.builder("loopscope.work.threads", () -> threads)
        .description("Threads that work may run on at once")
        .tag("on", on.id())
        .register(registry);
  }

  void record(String workload, Placement on, PlacedResult<?> placed) {
    timer(workload, on, "queued").record(Duration.ofNanos(placed.queuedNanos()));
    timer(workload, on, "run").record(Duration.ofNanos(placed.runNanos()));
  }

  private Timer timer(String workload, Placement on, String phase) {
    return Timer.builder("loopscope.work")
        .description("Time a piece of work waited for a thread, and time it ran on one")
        .tags("workload", workload, "on", on.id(), "phase", phase)
        .serviceLevelObjectives(LagBuckets.buckets())
        .register(registry);
  }
}
