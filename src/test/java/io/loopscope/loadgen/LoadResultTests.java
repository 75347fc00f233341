package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.TestTimes;
import io.loopscope.latency.LatencyHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LoadResultTests {
  private static final LoadPlan LOAD =
      new LoadPlan(
          "http://localhost:8080",
          Duration.ZERO,
          Duration.ofSeconds(1),
          new LoadPlan.Stream("ping", "/api/ping", new LoadModel.Open(4)));
  private static final LoadResult ONE =
      measured(0, "ping", Map.of("timeout", 1L), TestTimes.ofMicros(1_000, 3_000));
  private static final LoadResult OTHER =
      measured(1, "ping", Map.of("timeout", 2L, "reset", 1L), TestTimes.ofMicros(2_000));

  @Test
  void addsCountsAndMergesHistograms() {
    LoadResult merged = LoadResult.merge(List.of(ONE, OTHER));

    LoadResult.Stream ping = merged.stream("ping");
    assertThat(merged.load().share()).isEqualTo(LoadShare.WHOLE);
    assertThat(ping.planned()).isEqualTo(4);
    assertThat(ping.failed()).isEqualTo(Map.of("timeout", 3L, "reset", 1L));
    assertThat(ping.offeredPerSecond()).isEqualTo(4);
    assertThat(ping.latency()).isEqualTo(TestTimes.ofMicros(1_000, 2_000, 3_000));
    assertThat(ping.held()).isEqualTo(new LoadResult.Held(2, 2, 0));
    assertThat(merged.health().valid()).isTrue();
  }

  @Test
  void mergesInAnyOrder() {
    assertThat(LoadResult.merge(List.of(ONE, OTHER)).streams())
        .isEqualTo(LoadResult.merge(List.of(OTHER, ONE)).streams());
  }

  @Test
  void leavesASingleResultAsItIs() {
    assertThat(LoadResult.merge(List.of(ONE))).isSameAs(ONE);
  }

  @Test
  void doesNotMergeWhatDoesNotBelongTogether() {
    LoadResult pong = measured(1, "pong", Map.of(), TestTimes.ofMicros(2_000));

    assertThatIllegalArgumentException().isThrownBy(() -> LoadResult.merge(List.of(ONE, pong)));
  }

  @Test
  void survivesJsonWithoutLoss() {
    JsonMapper json = new JsonMapper();

    assertThat(json.readValue(json.writeValueAsString(ONE), LoadResult.class)).isEqualTo(ONE);
  }

  @Test
  void isAFewLinesOfText() {
    assertThat(ONE.plainText())
        .isEqualTo(
            """
            ping         2.0/s of 2.0/s  p50 1.00  p90 3.00  p99 3.00  max 3.00 ms  failed {timeout=1}
            valid""");
  }

  private static LoadResult measured(
      int share, String stream, Map<String, Long> failed, LatencyHistogram latencies) {
    return new LoadResult(
        LOAD.share(share, 2),
        Instant.EPOCH,
        List.of(
            new LoadResult.Stream(
                stream,
                2,
                2,
                2,
                0,
                0,
                0,
                failed,
                2,
                2,
                latencies,
                latencies,
                null,
                WarmUpStability.NONE,
                new LoadResult.Held(1, 1, 0))),
        new GeneratorHealth(true, List.of(), 0, 0, 0.0, null));
  }
}
