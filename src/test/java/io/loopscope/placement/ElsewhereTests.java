package io.loopscope.placement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.Nap;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ElsewhereTests {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Slow slow = new Slow();
  private final Placements placements = placements(registry, slow);

  @AfterEach
  void close() {
    placements.close();
  }

  @Test
  void refusesWhatTheOtherProcessHasNoRoomFor() {
    Disposable first = elsewhere().subscribe();
    elsewhere().subscribe();

    StepVerifier.create(elsewhere())
        .verifyErrorSatisfies(
            failure -> {
              PlacementFull full = (PlacementFull) failure;
              assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(1));
              assertThat(full.text()).contains("on=process");
            });

    first.dispose();
    assertThat(active()).isEqualTo(1);
    elsewhere().subscribe();
    assertThat(active()).isEqualTo(2);
  }

  @Test
  void hasRoomAgainAfterWorkThatEnds() {
    StepVerifier.create(elsewhere())
        .then(() -> slow.end.tryEmitValue("done"))
        .assertNext(placed -> assertThat(placed.value()).asString().isEqualTo("done"))
        .verifyComplete();

    assertThat(active()).isZero();
  }

  @Test
  void measuresWorkThatRanElsewhere() {
    slow.end.tryEmitValue("done");
    StepVerifier.create(elsewhere()).expectNextCount(1).verifyComplete();

    assertThat(
            registry
                .get("loopscope.work")
                .tags("workload", "nap", "on", "process", "phase", "queued")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2);
  }

  @Test
  void cannotRunElsewhereWithoutAnotherProcess() {
    try (Placements alone = placements(new SimpleMeterRegistry(), new NoRemoteExecutor())) {
      StepVerifier.create(alone.run(Placement.PROCESS, new Nap()))
          .verifyError(PlacementUnsupported.class);
    }
  }

  private Mono<PlacedResult<byte[]>> elsewhere() {
    return placements.run(Placement.PROCESS, new Nap());
  }

  private double active() {
    return registry.get("loopscope.work.active").tag("on", "process").gauge().value();
  }

  private static Placements placements(MeterRegistry registry, RemoteExecutor otherProcess) {
    return PlacementLab.placements(new MonitoredLoops(), true, registry, otherProcess);
  }

  /** Has room for two. */
  private static final class Slow implements RemoteExecutor {
    private final Sinks.One<String> end = Sinks.one();

    @Override
    public int limit() {
      return 2;
    }

    @Override
    public Mono<PlacedResult<byte[]>> run(RemoteWork work) {
      return end.asMono()
          .map(value -> new PlacedResult<>(value.getBytes(UTF_8), "there", 2_000_000, 1_000_000));
    }
  }
}
