package io.loopscope.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.latency.Latencies;
import io.loopscope.latency.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTests {
  @ParameterizedTest
  @CsvSource({"0,0", "0.1234,0.12", "4.567,4.57", "45.67,45.7", "456.7,457", "45678,45678", "3,3"})
  void haveThreeSignificantDigits(double value, String text) {
    assertThat(Figures.of(value)).isEqualTo(text);
  }

  @Test
  void saySoIfThereIsNone() {
    assertThat(Figures.of(Double.NaN)).isEqualTo("–");
  }

  @Test
  void carryTheirUnit() {
    assertThat(Figures.ms(812.4)).isEqualTo("812 ms");
    assertThat(Figures.ms(7_512)).isEqualTo("7.51 s");
    assertThat(Figures.percent(0.373)).isEqualTo("37.3 %");
    assertThat(Figures.times(90.4)).isEqualTo("90 times");
    assertThat(Figures.times(1.74)).isEqualTo("1.7 times");
  }

  @Test
  void canBeALineOfBlocks() {
    assertThat(Sparkline.of(Times.ofMicros(500, 500, 500, 30_000))).isEqualTo("▇···▅········");
    assertThat(Sparkline.of(Times.ofMicros(20_000_000))).isEqualTo("············█");
    assertThat(Sparkline.of(Latencies.NONE)).isEqualTo("·············");
  }
}
