package io.loopscope.eventloop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loopscope.eventloop.BlockFixtures;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.clock.LoopReadings;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted of blocks. */
class LoopMetricsTests {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final LoopMetrics metrics =
      new LoopMetrics(
          registry,
          new LoopReadings(System::nanoTime, new MonitorControl(true, Duration.ofMillis(25))));

  @Test
  void addUpWhatBecameOfTheTimeOfFinishedBlocks() {
    metrics.count(BlockFixtures.finished("Primes.count", Cause.CPU, 1_000));
    metrics.count(BlockFixtures.finished("Orders.load", Cause.CONTENTION, 2_000));

    assertThat(seconds("cpu")).isCloseTo(0.97 + 0.06, within(1e-9));
    assertThat(seconds("runnable")).isCloseTo(1.94, within(1e-9));
    assertThat(seconds("sleeping")).isCloseTo(0.03, within(1e-9));
    assertThat(seconds("throttled") + seconds("stolen") + seconds("io") + seconds("stopped"))
        .isZero();
  }

  @Test
  void havePartsThatAddUpToTheTimeOfAllBlocks() {
    for (Cause cause : Cause.values()) {
      metrics.count(BlockFixtures.finished("any", cause, 500));
    }

    double parts =
        registry.find("eventloop.block.time").counters().stream().mapToDouble(Counter::count).sum();
    double blocks =
        registry.find("eventloop.blocks").timers().stream()
            .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
            .sum();
    assertThat(parts).isCloseTo(blocks, within(1e-6));
  }

  @Test
  void doNotCountABlockThatLasts() {
    metrics.count(BlockFixtures.ongoing(1, "Primes.count", 1_000));

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void countABlockOfWhoseTimeNothingIsKnown() {
    metrics.count(BlockFixtures.bare(1, "http", 0));

    assertThat(registry.get("eventloop.blocks").timer().count()).isEqualTo(1);
    assertThat(registry.find("eventloop.block.time").counters()).isEmpty();
  }

  @Test
  void haveNoLabelsThatGrowWithWhatTheApplicationDoes() {
    metrics.count(BlockFixtures.finished("Primes.count", Cause.CPU, 1_000));

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .flatExtracting(Meter.Id::getTags)
        .extracting(Tag::getKey)
        .containsOnly("group", "cause", "part");
  }

  private double seconds(String part) {
    return registry
        .get("eventloop.block.time")
        .tags("group", "http", "part", part)
        .counter()
        .count();
  }
}
