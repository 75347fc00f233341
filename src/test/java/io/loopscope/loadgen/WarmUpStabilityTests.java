package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.TestTimes;
import io.loopscope.latency.LatencyHistogram;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpStabilityTests {
  @Test
  void isStableWhenTheLastTwoWindowsAreAlike() {
    assertThat(windows(90, 30, 20, 22).stable()).isTrue();
  }

  @Test
  void isUnstableWhileLatencyStillFalls() {
    assertThat(windows(90, 60, 40, 20).stable()).isFalse();
  }

  @Test
  void isUnstableWhileAQueueGrows() {
    assertThat(windows(100, 200, 300, 400).stable()).isFalse();
  }

  @Test
  void toleratesAMillisecond() {
    assertThat(windows(9, 3, 0.4, 1.3).stable()).isTrue();
  }

  @Test
  void isUnknownFromTooFewAnswers() {
    LatencyHistogram enough = TestTimes.ofMicros(1, 1, 1, 1, 1);
    LatencyHistogram few = TestTimes.ofMicros(1, 1, 1, 1);

    assertThat(WarmUpStability.of(List.of(enough, enough, enough, few)).stable()).isNull();
    assertThat(WarmUpStability.of(List.of(few, few, enough, enough)).stable()).isTrue();
    assertThat(WarmUpStability.of(List.of()).stable()).isNull();
  }

  @Test
  void isAsGoodAsTheWorseOfTwoGenerators() {
    WarmUpStability merged =
        new WarmUpStability(true, List.of(9.0, 5.0, 5.0, 5.0))
            .and(new WarmUpStability(false, List.of(8.0, 6.0, 6.0, 60.0)));

    assertThat(merged.stable()).isFalse();
    assertThat(merged.mediansMs()).containsExactly(9.0, 6.0, 6.0, 60.0);
    assertThat(WarmUpStability.NONE.and(WarmUpStability.NONE).stable()).isNull();
    assertThat(windows(1, 1, 1, 1).and(WarmUpStability.NONE).stable()).isTrue();
  }

  private static WarmUpStability windows(double... mediansMs) {
    return WarmUpStability.of(
        Arrays.stream(mediansMs)
            .mapToLong(ms -> Math.round(ms * 1_000))
            .mapToObj(us -> TestTimes.ofMicros(us, us, us, us, us))
            .toList());
  }
}
