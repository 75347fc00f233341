package io.loopscope.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.UriComponentsBuilder;

class CallBehaviourTests {
  static final RequestLimits LIMITS =
      new RequestLimits(
          1_000, Duration.ofSeconds(60), Duration.ofSeconds(60), 1, DataSize.ofBytes(1), 1_000);

  @Test
  void takes200MillisecondsByDefault() {
    assertThat(parse(""))
        .isEqualTo(
            new CallBehaviour(
                DelayDistribution.parse("200ms"),
                200,
                InjectedFault.NONE,
                10,
                Duration.ofMillis(100)));
  }

  @Test
  void readsEveryParameter() {
    assertThat(parse("delay=1ms..5ms&status=503&fault=drip&bytes=20&interval=10ms"))
        .isEqualTo(
            new CallBehaviour(
                DelayDistribution.parse("1ms..5ms"),
                503,
                InjectedFault.DRIP,
                20,
                Duration.ofMillis(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "delay=soon, weighted",
    "delay=61s, at most 60s",
    "delay=, weighted",
    "status=201, '200, 400..599'",
    "status=many, a whole number",
    "fault=fire, 'none, reset, drip'",
    "bytes=0, 1..1000",
    "interval=11s, 1ms..10s",
    "fault=drip&bytes=1000&interval=1s, bytes times interval at most 60s",
    "dealy=1s, 'parameters bytes, delay, fault, interval, status'",
  })
  void refusesWhatItDoesNotKnow(String query, String allowed) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> parse(query))
        .withMessageContaining(allowed);
  }

  private static CallBehaviour parse(String query) {
    return CallBehaviour.of(
        UriComponentsBuilder.newInstance().query(query).build().getQueryParams(), LIMITS);
  }
}
