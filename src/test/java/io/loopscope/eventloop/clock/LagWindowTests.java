package io.loopscope.eventloop.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagWindowTests {
  private static final long SECOND = 1_000_000_000L;
  private static final double PERCENT = 3;

  private final LagWindow window = new LagWindow();

  @ParameterizedTest
  @ValueSource(longs = {100_000, 999_999, 1_000_000, 25_000_001, 312_500_000, 90_000_000_000L})
  void knowsAWaitToWithinThreePercent(long nanos) {
    window.add(SECOND, nanos);

    assertThat(window.quantile(0.5)).isCloseTo(nanos, withinPercentage(PERCENT));
    assertThat(window.quantile(1)).isCloseTo(nanos, withinPercentage(PERCENT));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.99, 0.999})
  void knowsQuantilesToWithinThreePercent(double quantile) {
    SplittableRandom random = new SplittableRandom(3);
    long[] waits = random.longs(5_000, 200_000, 3 * SECOND).toArray();
    for (long wait : waits) {
      window.add(SECOND, wait);
    }
    Arrays.sort(waits);

    assertThat(window.quantile(quantile))
        .isCloseTo(waits[(int) Math.ceil(quantile * waits.length) - 1], withinPercentage(PERCENT));
  }

  @Test
  void takesWaitsThatDoNotMatterForNone() {
    window.add(SECOND, 0);
    window.add(SECOND, 60_000);

    assertThat(window.quantile(1)).isZero();
  }

  @Test
  void knowsNothingWithoutArrivals() {
    assertThat(window.quantile(0.99)).isZero();
  }

  @Test
  void remembersAWaitForAtLeastFortySecondsAndForgetsItAfterAMinute() {
    for (long start = 0; start < 20; start++) {
      LagWindow one = new LagWindow();
      one.add(start * SECOND, SECOND);
      for (long second = 1; second <= 40; second++) {
        one.add((start + second) * SECOND, 0);
        assertThat(one.quantile(1)).as("%d + %d s", start, second).isPositive();
      }
      for (long second = 41; second <= 60; second++) {
        one.add((start + second) * SECOND, 0);
      }
      assertThat(one.quantile(1)).as("from %d s", start).isZero();
    }
  }
}
