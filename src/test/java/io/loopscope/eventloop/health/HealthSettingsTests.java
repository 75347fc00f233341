package io.loopscope.eventloop.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthSettingsTests {
  @Test
  void hasTheDefaultsItStates() {
    assertThat(TimedLoops.settings())
        .isEqualTo(
            new HealthSettings(
                List.of(),
                Duration.ofMillis(250),
                Duration.ofSeconds(10),
                0.5,
                0.2,
                0.5,
                Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @CsvSource({
    "over, 200ms",
    "over, 0ms",
    "window, 999ms",
    "window, 6m",
    "enter, 0",
    "enter, 1.01",
    "enter, NaN",
    "enter, 0.2",
    "leave, 0",
    "leave, 0.5",
    "leave, NaN",
    "share, 0",
    "share, 1.1",
    "share, NaN",
    "dead, 999ms",
    "dead, -1s"
  })
  void refusesWhatMakesNoSenseAndNamesTheProperty(String property, String value) {
    String named = property.equals("enter") && value.equals("0.2") ? "leave" : property;
    assertThatThrownBy(() -> TimedLoops.bind(Map.of("eventloop.health." + property, value)))
        .rootCause()
        .hasMessageContaining("eventloop.health." + named + " must ");
  }

  @Test
  void saysWhichThresholdsThereAre() {
    assertThatThrownBy(() -> TimedLoops.bind(Map.of("eventloop.health.over", "200ms")))
        .rootCause()
        .hasMessage(
            "eventloop.health.over must be one of 1ms, 5ms, 10ms, 25ms, 50ms, 100ms, 250ms, 500ms,"
                + " 1s, 2.5s, 5s, 10s: PT0.2S");
  }

  @ParameterizedTest
  @CsvSource({"0.5, 4, 2", "0.5, 5, 3", "0.5, 1, 1", "0.01, 64, 1", "1, 64, 64", "0.1, 30, 3"})
  void roundsTheShareUpToWholeLoops(double share, int loops, int enough) {
    assertThat(
            TimedLoops.bind(Map.of("eventloop.health.share", String.valueOf(share))).enough(loops))
        .isEqualTo(enough);
  }
}
