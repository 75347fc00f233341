package io.loopscope.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualArrivalsTests {
  private final List<Long> waits = new ArrayList<>();
  private final VirtualArrivals arrivals = new VirtualArrivals(0, 10, waits::add);

  @Test
  void doNotWaitForAFreeLoop() {
    arrivals.free(35);

    assertThat(waits).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void waitForTheEndOfTheTurnTheyFallInto() {
    arrivals.turn(5, 38);

    assertThat(waits).containsExactly(0L, 28L, 18L, 8L);
  }

  @Test
  void areAllCountedHoweverLateTheJudgeLooks() {
    arrivals.turn(5, 1_000_000);
    arrivals.free(1_000_100);

    assertThat(waits).hasSize(100_010);
    assertThat(waits.stream().mapToLong(Long::longValue).max()).hasValue(999_990);
  }

  @Test
  void areNotCountedTwice() {
    arrivals.free(20);
    arrivals.free(20);
    arrivals.turn(10, 20);

    assertThat(waits).hasSize(2);
  }
}
