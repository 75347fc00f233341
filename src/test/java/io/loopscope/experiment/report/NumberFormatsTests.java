package io.loopscope.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.TestTimes;
import io.loopscope.latency.LatencyHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatsTests {
  @ParameterizedTest
  @CsvSource({"0,0", "0.1234,0.12", "4.567,4.57", "45.67,45.7", "456.7,457", "45678,45678", "3,3"})
  void haveThreeSignificantDigits(double value, String text) {
    assertThat(NumberFormats.of(value)).isEqualTo(text);
  }

  @Test
  void saySoIfThereIsNone() {
    assertThat(NumberFormats.of(Double.NaN)).isEqualTo("–");
  }

  @Test
  void carryTheirUnit() {
    assertThat(NumberFormats.ms(812.4)).isEqualTo("812 ms");
    assertThat(NumberFormats.ms(7_512)).isEqualTo("7.51 s");
    assertThat(NumberFormats.percent(0.373)).isEqualTo("37.3 %");
    assertThat(NumberFormats.times(90.4)).isEqualTo("90 times");
    assertThat(NumberFormats.times(1.74)).isEqualTo("1.7 times");
  }

  @Test
  void areOneLineOfBarsForAHistogram() {
    assertThat(Sparkline.of(TestTimes.ofMicros(500, 500, 500, 30_000))).isEqualTo("▇···▅········");
    assertThat(Sparkline.of(TestTimes.ofMicros(20_000_000))).isEqualTo("············█");
    assertThat(Sparkline.of(LatencyHistogram.NONE)).isEqualTo("·············");
  }
}
