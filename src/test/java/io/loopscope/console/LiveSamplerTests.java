package io.loopscope.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockFixtures;
import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.experiment.RunningExperiment;
import io.loopscope.observation.ServedRequestListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class LiveSamplerTests {
  private static final Instant NOW = Instant.parse("2026-11-25T20:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final List<EventLoopReport.State> loops = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Set<ServedRequestListener> listeners = new HashSet<>();
  private @Nullable RunningExperiment experiment;
  private final LiveSampler sampler =
      new LiveSampler(
          () ->
              new EventLoopReport(
                  true, 25, List.copyOf(loops), List.copyOf(blocks), List.of(), List.of()),
          () -> Optional.ofNullable(experiment),
          this::listen,
          null,
          nanos::get,
          () -> NOW);

  @Test
  void containsTheBusyAndCpuSharesSinceTheLastSnapshot() {
    loops.add(loop(10.0, 4.0));
    assertThat(sampler.snapshot().loops().getFirst().utilization()).isNull();

    nanos.set(Duration.ofMillis(250).toNanos());
    loops.set(0, loop(10.1, 4.05));

    LiveSnapshot.Lane lane = sampler.snapshot().loops().getFirst();
    assertThat(lane.utilization()).isEqualTo(0.4);
    assertThat(lane.onCpu()).isEqualTo(0.2);
  }

  @Test
  void containsNoSharesOfALoopWithoutCounters() {
    loops.add(loop(null, null));
    sampler.snapshot();
    nanos.set(Duration.ofMillis(250).toNanos());

    assertThat(sampler.snapshot().loops().getFirst())
        .isEqualTo(new LiveSnapshot.Lane(loop(null, null), null, null));
  }

  @Test
  void containsBlocksInProgressAndThoseThatJustEnded() {
    blocks.add(block(4, NOW.minusSeconds(30), 30_000, true));
    blocks.add(block(3, NOW.minusSeconds(2), 1_000, false));
    blocks.add(block(2, NOW.minusSeconds(20), 19_000, false));
    blocks.add(block(1, NOW.minusSeconds(20), 15_000, false));

    assertThat(sampler.snapshot().blocks()).extracting(Block::id).containsExactly(4L, 3L, 2L);
  }

  @Test
  void containsOnlyTheNewestOfManyBlocks() {
    LongStream.rangeClosed(1, 50).forEach(id -> blocks.add(block(51 - id, NOW, 30, false)));

    assertThat(sampler.snapshot().blocks())
        .hasSize(16)
        .first()
        .extracting(Block::id)
        .isEqualTo(50L);
  }

  @Test
  void containsTheServersLatencyOfPingsUntilItIsClosed() {
    listeners.forEach(it -> it.onServed("/api/ping", 0, 2_000_000));
    listeners.forEach(it -> it.onServed("/api/cpu/primes", 0, 900_000_000));

    assertThat(sampler.snapshot().clocks().server())
        .isEqualTo(new RecentLatencies.Clock(1, 2, 2, 2, 0));
    sampler.close();
    assertThat(listeners).isEmpty();
  }

  @Test
  void containsTheRunningExperiment() {
    assertThat(sampler.snapshot().experiment()).isNull();

    experiment = new RunningExperiment("1", "starvation", 0.5, 20, "event-loop, round 1 of 2");

    assertThat(sampler.snapshot().experiment()).isEqualTo(experiment);
  }

  private Disposable listen(ServedRequestListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private static EventLoopReport.State loop(Double busy, Double cpu) {
    return new EventLoopReport.State("http", 0, "http-epoll-0", "epoll", 0, 0, 0, busy, cpu, 0, 3);
  }

  private static Block block(long id, Instant start, double ms, boolean ongoing) {
    return BlockFixtures.block(id, start, ms, ongoing, BlockFixtures.unknown());
  }
}
