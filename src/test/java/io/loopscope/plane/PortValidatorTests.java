package io.loopscope.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

class PortValidatorTests {
  @ParameterizedTest
  @CsvSource({"8080, 8081", "0, 0", "65535, 0", "8080, -1"})
  void takesTwoPortsAndAnyFreeOnes(String service, String console) {
    assertThatCode(() -> ports(service, console)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, server.port",
    "65536, 0, server.port",
    "0, -2, management.server.port",
    "8080, 8080, management.server.port"
  })
  void refusesPortsThatCannotWork(String service, String console, String name) {
    assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
        .isThrownBy(() -> ports(service, console))
        .satisfies(invalid -> assertThat(invalid.getName()).isEqualTo(name));
  }

  private static void ports(String service, String console) {
    new PortValidator(
        new MockEnvironment()
            .withProperty("server.port", service)
            .withProperty("management.server.port", console));
  }
}
