package io.loopscope.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentLatenciesTests {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;

  private final RecentLatencies waits = new RecentLatencies(200);

  @Test
  void readsThePercentilesOfTheWindow() {
    IntStream.rangeClosed(1, 100).forEach(ms -> waits.begin(ms).end(ms * MS));

    assertThat(waits.read(SECOND)).isEqualTo(new RecentLatencies.Clock(100, 50, 99, 100, 0));
  }

  @Test
  void readsNothingBeforeTheFirstRequest() {
    assertThat(waits.read(SECOND)).isEqualTo(new RecentLatencies.Clock(0, 0, 0, 0, 0));
  }

  @Test
  void showsAWaitWhileItLasts() {
    waits.begin(0);

    assertThat(waits.read(3 * SECOND).max()).isEqualTo(3_000);
    assertThat(waits.read(4 * SECOND).max()).isEqualTo(4_000);
  }

  @Test
  void forgetsRequestsOlderThanTheWindowUnlessTheyStillWait() {
    waits.begin(0).end(MS);
    waits.begin(MS);

    RecentLatencies.Clock clock = waits.read(13 * SECOND);
    assertThat(clock.count()).isEqualTo(1);
    assertThat(clock.max()).isGreaterThan(12_000);
  }

  @Test
  void countsAFailureWithoutTakingItForAFastAnswer() {
    waits.begin(0).fail();
    waits.begin(0).end(5 * MS);

    assertThat(waits.read(SECOND)).isEqualTo(new RecentLatencies.Clock(1, 5, 5, 5, 1));
  }

  @Test
  void keepsNoMoreThanItsLimit() {
    RecentLatencies few = new RecentLatencies(3);
    IntStream.range(0, 10).forEach(few::begin);

    assertThat(few.read(SECOND).count()).isEqualTo(3);
  }
}
