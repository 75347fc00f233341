package io.loopscope.eventloop.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualArrivalsTests {
  private final List<Long> waits = new ArrayList<>();
  private final VirtualArrivals arrivals =
      new VirtualArrivals(0, 10, (at, waited) -> waits.add(waited));

  @Test
  void doNotWaitForAFreeLoop() {
    arrivals.free(35);

    assertThat(waits).containsExactly(0L, 0L, 0L);
  }

  @Test
  void waitForTheEndOfTheTurnTheyFallInto() {
    arrivals.turn(5, 38);

    assertThat(waits).containsExactly(0L, 22L, 16L);
  }

  @Test
  void reportWhenTheyCame() {
    List<Long> moments = new ArrayList<>();

    new VirtualArrivals(100, 10, (at, waited) -> moments.add(at + waited)).turn(105, 138);

    assertThat(moments).containsExactly(100L, 138L, 138L);
  }

  @Test
  void areAllCountedHoweverLateTheMonitorSamples() {
    arrivals.turn(5, 1_000_000);
    arrivals.free(1_000_100);

    assertThat(waits).hasSizeBetween(100_009, 100_010);
    assertThat(waits.stream().mapToLong(Long::longValue).max()).hasValue(999_984);
  }

  @Test
  void areNotCountedTwice() {
    arrivals.free(20);
    arrivals.free(20);
    arrivals.turn(10, 20);

    assertThat(waits).hasSize(2);
  }

  @Test
  void doNotKeepStepWithALoopThatIsBusyAsOftenAsTheyCome() {
    VirtualArrivals fine = new VirtualArrivals(0, 1_000, (at, waited) -> waits.add(waited));
    for (long start = 100; start < 1_000_000; start += 1_000) {
      fine.turn(start, start + 800);
    }

    List<Long> sorted = waits.stream().sorted().toList();
    assertThat(sorted.get(500)).isBetween(290L, 310L);
    assertThat(sorted.get(900)).isBetween(690L, 710L);
    assertThat(sorted.get(990)).isBetween(780L, 800L);
  }
}
