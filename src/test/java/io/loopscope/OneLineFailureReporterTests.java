package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;

class OneLineFailureReporterTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.time.Duration            | soon | a.setting=soon: 'soon' is not a valid duration
          java.lang.Integer             | many | a.setting=many: For input string: "many"
          java.util.concurrent.TimeUnit | eons | a.setting=eons: must be one of nanoseconds, micros
          """)
  void namesTheSettingAndWhatIsWrongWithItsValue(Class<?> type, String value, String line) {
    assertThat(OneLineFailureReporter.oneLine(analysis(failure(type, value)))).startsWith(line);
  }

  @Test
  void repeatsWhatASettingOfOurOwnSays() {
    BindException failure = failure(Positive.class, "-1");

    assertThat(OneLineFailureReporter.oneLine(analysis(failure)))
        .isEqualTo("loopscope.a.setting must be positive: -1");
  }

  @Test
  void namesASettingThatIsRefusedAsAWhole() {
    assertThat(
            OneLineFailureReporter.oneLine(
                analysis(
                    new InvalidConfigurationPropertyValueException(
                        "server.port", -1, "must be in 0..65535"))))
        .isEqualTo("server.port=-1: must be in 0..65535");
  }

  @Test
  void putsAnyOtherFailureOnOneLine() {
    FailureAnalysis analysis = new FailureAnalysis("It\n\n  failed.", "Do\tbetter.", null);

    assertThat(OneLineFailureReporter.oneLine(analysis)).isEqualTo("It failed. Do better.");
  }

  private static FailureAnalysis analysis(Throwable failure) {
    return new FailureAnalysis("description", "action", failure);
  }

  private static BindException failure(Class<?> type, String value) {
    Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("a.setting", value)));
    try {
      binder.bind("a.setting", Bindable.of(type));
    } catch (BindException failure) {
      return failure;
    }
    throw new AssertionError("bound");
  }

  private record Positive(int value) {
    @SuppressWarnings("unused")
    public static Positive valueOf(String text) {
      throw new IllegalArgumentException("loopscope.a.setting must be positive: " + text);
    }
  }
}
