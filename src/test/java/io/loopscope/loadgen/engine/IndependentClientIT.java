package io.loopscope.loadgen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.loadgen.LoadResult;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("undisturbed")
class IndependentClientIT extends TargetTest {
  private static final int PER_SECOND = 200;

  /**
   * Bounds for a machine that does something else too; {@code GeneratorPrecisionTable} for an idle
   * one.
   */
  private static final double MILLIS = 20;

  @Test
  void agreesWithAClientThatSharesNothingWithIt() {
    LoadResult.Stream ping =
        run(load(1_000, 2_000, pooled("ping", "/ping", PER_SECOND, 16))).stream("ping");
    NaiveClient naive =
        NaiveClient.run(
            target.url() + "/ping", PER_SECOND, Duration.ofSeconds(1), Duration.ofSeconds(2));

    System.out.printf(
        "ping at %d/s: p50 %.2f and %.2f ms, p90 %.2f and %.2f ms (generator and independent)%n",
        PER_SECOND,
        ping.latency().p50(),
        naive.millisAt(50),
        ping.latency().p90(),
        naive.millisAt(90));
    assertThat(ping.latency().p50())
        .isBetween(naive.millisAt(50) - MILLIS, naive.millisAt(50) + MILLIS);
  }
}
