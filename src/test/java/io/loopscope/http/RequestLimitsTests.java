package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.failure.InvalidRequest;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RequestLimitsTests {
  private final RequestLimits limits =
      bind(Map.of("loopscope.limits.calls", "10", "loopscope.limits.delay", "5s"));

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void takesANumberWithinItsBounds(int calls) {
    assertThat(limits.calls(calls)).isEqualTo(calls);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 11, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void refusesANumberBeyondThem(int calls) {
    refuses(() -> limits.calls(calls), "calls=" + calls + " is not allowed; allowed: 1..10");
  }

  @Test
  void hasALimitForEverythingThatCosts() {
    refuses(() -> limits.units(30_001), "units=30001 is not allowed; allowed: 1..30000");
    assertThat(limits.units(30_000)).isEqualTo(30_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "5s", "1ms..5s", "5s:1,1ms:1"})
  void takesADelayWhoseLongestIsNotTooLong(String delay) {
    assertThat(limits.delay(DelayDistribution.parse(delay)))
        .isEqualTo(DelayDistribution.parse(delay));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5001ms", "1ms..6s", "1ms:99,6s", "999999999s"})
  void refusesADelayWhoseLongestIs(String delay) {
    refuses(
        () -> limits.delay(DelayDistribution.parse(delay)),
        "delay=%s is not allowed; allowed: at most 5s".formatted(DelayDistribution.parse(delay)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0ms", "-1000000, -1ms", "999000, 999us", "60000000001, 60s"})
  void refusesATimeoutThatIsTooShortOrTooLong(long nanos, String shown) {
    refuses(
        () -> limits.timeout(Duration.ofNanos(nanos)),
        "timeout=%s is not allowed; allowed: 1ms to 60s".formatted(shown));
  }

  @Test
  void takesATimeoutInBetween() {
    assertThat(limits.timeout(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    assertThat(limits.timeout(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "calls, 0",
    "delay, 0s",
    "timeout, -1s",
    "units, -5",
    "file-size, 0B",
    "tasks, 0",
  })
  void namesTheSettingThatAllowsNothing(String name, String value) {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> bind(Map.of("loopscope.limits." + name, value)))
        .withStackTraceContaining("loopscope.limits." + name + " must be positive: ");
  }

  private static void refuses(ThrowingCallable check, String detail) {
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(check).withMessage(detail);
  }

  private static RequestLimits bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("loopscope.limits", RequestLimits.class);
  }
}
