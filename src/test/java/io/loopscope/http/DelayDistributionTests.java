package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DelayDistributionTests {
  private static final int DRAWS = 10_000;

  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200ms",
        "2s",
        "0ms",
        "1us",
        "1500us",
        "50ms..250ms",
        "5ms:90,300ms:10",
        "1ms..2ms:3,1s:1000",
        "1ms,2ms"
      })
  void readsWhatItWrites(String text) {
    DelayDistribution delay = DelayDistribution.parse(text);

    assertThat(DelayDistribution.parse(delay.toString())).isEqualTo(delay);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1000ms          | 1s
          1000us          | 1ms
          5ms..5ms        | 5ms
          5ms:1           | 5ms
          ' 5ms , 6ms:2 ' | 5ms,6ms:2
          """)
  void writesTheShortestForm(String text, String shortest) {
    assertThat(DelayDistribution.parse(text)).hasToString(shortest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "5",
        "ms",
        "-5ms",
        "+5ms",
        "5 ms",
        "1.5s",
        "5m",
        "5MS",
        "0x5ms",
        "٥ms",
        "5ms..",
        "..5ms",
        "5ms...6ms",
        "6ms..5ms",
        "5ms:",
        "5ms:0",
        "5ms:-1",
        "5ms:1000000",
        "5ms,",
        ",5ms",
        "5ms,,5ms",
        "1000000000s",
        "99999999999999999999s",
        "1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms,1ms"
      })
  void refusesWhatIsNoDelay(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DelayDistribution.parse(text));
  }

  @Test
  void alwaysDrawsAFixedDelay() {
    assertThat(draws("20ms").distinct()).containsExactly(Duration.ofMillis(20));
  }

  @Test
  void drawsAUniformDelayFromEverywhereBetweenItsBounds() {
    Duration[] draws = draws("10ms..20ms").toArray(Duration[]::new);

    assertThat(draws)
        .allSatisfy(
            draw -> assertThat(draw).isBetween(Duration.ofMillis(10), Duration.ofMillis(20)));
    assertThat(Stream.of(draws).mapToLong(Duration::toNanos).average().orElseThrow())
        .isCloseTo(15e6, within(2e5));
    assertThat(draws)
        .anyMatch(draw -> draw.toMillis() == 10)
        .anyMatch(draw -> draw.toMillis() == 19);
  }

  @Test
  void drawsTheBoundsThemselves() {
    assertThat(draws("0us..1us").map(Duration::toNanos)).contains(0L, 1_000L);
  }

  @Test
  void drawsAWeightedDelayByItsWeights() {
    long slow = draws("5ms:90,300ms:10").filter(draw -> draw.toMillis() == 300).count();

    assertThat(slow).isCloseTo(DRAWS / 10, within(200L));
  }

  @ParameterizedTest
  @CsvSource({"200ms, 200ms", "50ms..250ms, 250ms", "'300ms:1,5ms..10ms:99', 300ms"})
  void knowsItsLongestDelay(String text, String longest) {
    assertThat(DelayDistribution.fixed(DelayDistribution.parse(text).longest()))
        .hasToString(longest);
  }

  @ParameterizedTest
  @CsvSource({"200ms, 200000000", "2s, 2000000000", "7us, 7000", "0s, 0"})
  void readsATimeWithoutAlternatives(String text, long nanos) {
    assertThat(DelayDistribution.parseFixed(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "1ms..2ms", "1ms:2", "1ms,2ms", "PT1S", "-1s", "1h", "1 s"})
  void refusesATimeWithAlternatives(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DelayDistribution.parseFixed(text));
  }

  @Test
  void isAStringInJson() {
    JsonMapper json = new JsonMapper();

    assertThat(json.writeValueAsString(DelayDistribution.parse("5ms:90,300ms:10")))
        .isEqualTo("\"5ms:90,300ms:10\"");
    assertThat(json.readValue("\"1ms..2ms\"", DelayDistribution.class))
        .isEqualTo(DelayDistribution.parse("1ms..2ms"));
  }

  private Stream<Duration> draws(String text) {
    DelayDistribution delay = DelayDistribution.parse(text);
    return IntStream.range(0, DRAWS).mapToObj(draw -> delay.draw(random));
  }
}
