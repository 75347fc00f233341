package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpaTests {
  private static final Hpa.Direction AT_ONCE = new Hpa.Direction(0, List.of());

  @ParameterizedTest
  @CsvSource({
    "4, 1.2, 8", // twice the target: twice the pods
    "4, 0.61, 4", // within the tolerance of a tenth
    "4, 0.65, 4", // a ratio of 1.083
    "4, 0.67, 5", // a ratio of 1.117, rounded up
    "4, 0.54, 4", // a ratio of 0.9
    "4, 0.3, 2",
    "4, 0.0, 1", // never under the minimum
    "4, 9.0, 10" // never over the maximum
  })
  void asksForAsManyPodsAsBringTheAverageToTheTarget(int pods, double average, int expected) {
    Hpa hpa = new Hpa(new Hpa.Bounds(1, 10, AT_ONCE, AT_ONCE), 0.6, pods);

    assertThat(hpa.look(0, average)).isEqualTo(expected);
  }

  @Test
  void goesUpNoFurtherThanTheLeastThatWasWantedLately() {
    Hpa.Direction up = new Hpa.Direction(30, List.of());
    Hpa hpa = new Hpa(new Hpa.Bounds(1, 10, up, AT_ONCE), 0.6, 3);

    assertThat(hpa.look(0, 0.6)).isEqualTo(3);
    assertThat(hpa.look(15, 1.2)).as("3 was enough 15 s ago").isEqualTo(3);
    assertThat(hpa.look(30, 1.2)).isEqualTo(6);
  }

  @Test
  void goesDownNoFurtherThanTheMostThatWasWantedLately() {
    Hpa.Direction down = new Hpa.Direction(300, List.of());
    Hpa hpa = new Hpa(new Hpa.Bounds(1, 10, AT_ONCE, down), 0.6, 6);

    assertThat(hpa.look(0, 0.6)).isEqualTo(6);
    for (int second = 15; second < 300; second += Hpa.SYNC_SECONDS) {
      assertThat(hpa.look(second, 0.2)).isEqualTo(6);
    }
    assertThat(hpa.look(300, 0.2)).isEqualTo(2);
  }

  @Test
  void addsNoMoreInAPeriodThanTheMostGenerousPolicyAllows() {
    Hpa.Direction up =
        new Hpa.Direction(0, List.of(new Hpa.Policy(true, 100, 60), new Hpa.Policy(false, 2, 60)));
    Hpa hpa = new Hpa(new Hpa.Bounds(1, 100, up, AT_ONCE), 0.5, 1);

    assertThat(hpa.look(0, 50)).as("1 + 2").isEqualTo(3);
    assertThat(hpa.look(45, 50)).as("the same minute").isEqualTo(3);
    assertThat(hpa.look(60, 50)).as("twice 3").isEqualTo(6);
  }

  @Test
  void takesNoMoreAwayInAPeriodThanThePolicyAllows() {
    Hpa.Direction down = new Hpa.Direction(0, List.of(new Hpa.Policy(true, 50, 60)));
    Hpa hpa = new Hpa(new Hpa.Bounds(1, 100, AT_ONCE, down), 0.5, 9);

    assertThat(hpa.look(0, 0.01)).isEqualTo(4);
    assertThat(hpa.look(45, 0.01)).isEqualTo(4);
    assertThat(hpa.look(60, 0.01)).isEqualTo(2);
  }

  @Test
  void theAutoscalerAsksForTheMetricThatTheAdapterOffers() {
    assertThat(Autoscaler.metric()).isEqualTo(Autoscaler.adapterRule().name());
  }

  @Test
  void theDocumentShowsWhatTheReplayPrints() throws Exception {
    assertThat(Files.readString(Path.of("docs/autoscaling.md")))
        .contains(new Replay(HotLoop.read()).table());
  }
}
