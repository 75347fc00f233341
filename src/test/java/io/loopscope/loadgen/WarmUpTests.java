package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.latency.Latencies;
import io.loopscope.latency.Times;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTests {
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
  void doesNotMindAMillisecond() {
    assertThat(windows(9, 3, 0.4, 1.3).stable()).isTrue();
  }

  @Test
  void cannotTellFromTooFewAnswers() {
    Latencies enough = Times.ofMicros(1, 1, 1, 1, 1);
    Latencies few = Times.ofMicros(1, 1, 1, 1);

    assertThat(WarmUp.of(List.of(enough, enough, enough, few)).stable()).isNull();
    assertThat(WarmUp.of(List.of(few, few, enough, enough)).stable()).isTrue();
    assertThat(WarmUp.of(List.of()).stable()).isNull();
  }

  @Test
  void isAsGoodAsTheWorseOfTwoGenerators() {
    WarmUp merged =
        new WarmUp(true, List.of(9.0, 5.0, 5.0, 5.0))
            .and(new WarmUp(false, List.of(8.0, 6.0, 6.0, 60.0)));

    assertThat(merged.stable()).isFalse();
    assertThat(merged.mediansMs()).containsExactly(9.0, 6.0, 6.0, 60.0);
    assertThat(WarmUp.NONE.and(WarmUp.NONE).stable()).isNull();
    assertThat(windows(1, 1, 1, 1).and(WarmUp.NONE).stable()).isTrue();
  }

  private static WarmUp windows(double... mediansMs) {
    return WarmUp.of(
        Arrays.stream(mediansMs)
            .mapToLong(ms -> Math.round(ms * 1_000))
            .mapToObj(us -> Times.ofMicros(us, us, us, us, us))
            .toList());
  }
}
