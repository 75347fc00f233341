package io.loopscope.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeldConnectionsTests extends TargetTest {
  private static final int MANY = 300;

  @Test
  void holdsConnectionsOpenUntilTheEnd() {
    LoadResult.Stream held = run(holding("/events", 700, 300)).stream("held");

    assertThat(held.held()).isEqualTo(new LoadResult.Held(MANY, MANY, 0));
    assertThat(held.planned()).isEqualTo(MANY);
    assertThat(held.latency().count()).isEqualTo(MANY);
    assertThat(held.failed()).isEmpty();
    await().until(() -> target.connections() == 0);
    assertThat(ownConnections()).isZero();
  }

  @Test
  void countsThoseThatEndBefore() {
    CompletableFuture<LoadResult> run = generator.run(holding("/events", 700, 1_000)).toFuture();
    await().until(() -> target.connections() == MANY);

    target.endStreams();

    assertThat(run.join().stream("held").held()).isEqualTo(new LoadResult.Held(MANY, 0, MANY));
  }

  @Test
  void countsThoseThatAreNotAnswered() {
    LoadResult.Stream held = run(holding("/error", 500, 500)).stream("held");

    assertThat(held.held()).isEqualTo(new LoadResult.Held(0, 0, 0));
    assertThat(held.failed()).isEqualTo(Map.of("status-503", (long) MANY));
  }

  @Test
  void givesUpThoseWhoseAnswerDoesNotBegin() {
    LoadPlan.Stream never =
        new LoadPlan.Stream("held", "/never", new LoadModel.Held(10, 100))
            .within(Duration.ofMillis(200));

    LoadResult.Stream held = run(load(0, 500, never)).stream("held");

    assertThat(held.failed()).isEqualTo(Map.of("timeout", 10L));
  }

  private LoadPlan holding(String path, long warmUpMs, long durationMs) {
    return load(
        warmUpMs,
        durationMs,
        new LoadPlan.Stream("held", path, new LoadModel.Held(MANY, 2 * MANY)));
  }
}
