package io.loopscope.placement;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** {@code loopscope.work}: waiting for a thread, apart from running on it. */
final class WorkMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;

  WorkMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(Placement on, Waiting waiting) {
    Gauge.builder("loopscope.work.waiting", waiting, Waiting::count)
        .description("Pieces of work that wait for a thread")
        .tag("on", on.id())
        .register(registry);
  }

  void record(String workload, Placement on, Placed<?> placed) {
    timer(workload, on, "queued").record(Duration.ofNanos(placed.queuedNanos()));
    timer(workload, on, "run").record(Duration.ofNanos(placed.runNanos()));
  }

  private Timer timer(String workload, Placement on, String phase) {
    return Timer.builder("loopscope.work")
        .description("Time a piece of work waited for a thread, and time it ran on one")
        .tags("workload", workload, "on", on.id(), "phase", phase)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
