package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.DelayDistribution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IoSettingsTests {
  private final IoSettings settings = settings(1, Duration.ofSeconds(30));

  @Test
  void allowsASequenceUpToItsLongestDuration() {
    assertThatCode(() -> settings.checkDuration(300, 1, DelayDistribution.parse("1s")))
        .doesNotThrowAnyException();
    assertThatCode(() -> settings.checkDuration(1_000, 1_000, DelayDistribution.parse("60s")))
        .doesNotThrowAnyException();
    assertThatCode(() -> settings.checkDuration(1_000, 1, DelayDistribution.parse("0ms")))
        .doesNotThrowAnyException();
  }

  @Test
  void saysHowManyCallsADelayAllows() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> settings.checkDuration(301, 1, DelayDistribution.parse("1ms..1s")))
        .withMessageContainingAll("at most 300 with delay=1ms..1s", "together at most 300s");
  }

  @Test
  void countsCallsThatAreUnderWayTogetherOnce() {
    assertThatCode(() -> settings.checkDuration(1_000, 4, DelayDistribution.parse("1s")))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> settings.checkDuration(1_000, 3, DelayDistribution.parse("1s")));
  }

  @Test
  void givesUpLaterThanTheLongestDelay() {
    assertThat(settings.limit(DelayDistribution.parse("5ms:90,2s:10")))
        .isEqualTo(Duration.ofSeconds(32));
  }

  @Test
  void namesThePropertyItRefuses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0, Duration.ofSeconds(30)))
        .withMessage("loopscope.io.connections must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(1, Duration.ZERO))
        .withMessageContaining("loopscope.io.patience");
  }

  private static IoSettings settings(int connections, Duration patience) {
    return new IoSettings(
        connections,
        1,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        patience,
        Duration.ofMinutes(5));
  }
}
