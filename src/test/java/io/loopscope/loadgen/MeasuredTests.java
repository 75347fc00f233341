package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.latency.Latencies;
import io.loopscope.latency.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MeasuredTests {
  private static final Load LOAD =
      new Load(
          "http://localhost:8080",
          Duration.ZERO,
          Duration.ofSeconds(1),
          new Load.Stream("ping", "/api/ping", new Model.Open(4)));
  private static final Measured ONE =
      measured(0, "ping", Map.of("timeout", 1L), Times.ofMicros(1_000, 3_000));
  private static final Measured OTHER =
      measured(1, "ping", Map.of("timeout", 2L, "reset", 1L), Times.ofMicros(2_000));

  @Test
  void addsCountsAndMergesHistograms() {
    Measured merged = Measured.merge(List.of(ONE, OTHER));

    Measured.Stream ping = merged.stream("ping");
    assertThat(merged.load().share()).isEqualTo(Share.WHOLE);
    assertThat(ping.planned()).isEqualTo(4);
    assertThat(ping.failed()).isEqualTo(Map.of("timeout", 3L, "reset", 1L));
    assertThat(ping.offeredPerSecond()).isEqualTo(4);
    assertThat(ping.latency()).isEqualTo(Times.ofMicros(1_000, 2_000, 3_000));
    assertThat(ping.held()).isEqualTo(new Measured.Held(2, 2, 0));
    assertThat(merged.health().valid()).isTrue();
  }

  @Test
  void mergesInAnyOrder() {
    assertThat(Measured.merge(List.of(ONE, OTHER)).streams())
        .isEqualTo(Measured.merge(List.of(OTHER, ONE)).streams());
  }

  @Test
  void leavesASingleResultAsItIs() {
    assertThat(Measured.merge(List.of(ONE))).isSameAs(ONE);
  }

  @Test
  void doesNotMergeWhatDoesNotBelongTogether() {
    Measured pong = measured(1, "pong", Map.of(), Times.ofMicros(2_000));

    assertThatIllegalArgumentException().isThrownBy(() -> Measured.merge(List.of(ONE, pong)));
  }

  @Test
  void survivesJsonWithoutLoss() {
    JsonMapper json = new JsonMapper();

    assertThat(json.readValue(json.writeValueAsString(ONE), Measured.class)).isEqualTo(ONE);
  }

  @Test
  void isAFewLinesOfText() {
    assertThat(ONE.plainText())
        .isEqualTo(
            """
            ping         2.0/s of 2.0/s  p50 1.00  p90 3.00  p99 3.00  max 3.00 ms  failed {timeout=1}
            valid""");
  }

  private static Measured measured(
      int share, String stream, Map<String, Long> failed, Latencies latencies) {
    return new Measured(
        LOAD.share(share, 2),
        Instant.EPOCH,
        List.of(
            new Measured.Stream(
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
                WarmUp.NONE,
                new Measured.Held(1, 1, 0))),
        new Health(true, List.of(), 0, 0, 0.0, null));
  }
}
