package io.loopscope.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidRequestTests {
  @Test
  void namesTheParameterAndWhatIsAllowed() {
    Failure failure = InvalidRequest.parameter("units", -1, "1..30000");

    assertThat(failure.text()).isEqualTo("units=-1 is not allowed; allowed: 1..30000");
    assertThat(failure.members())
        .containsEntry("parameter", "units")
        .containsEntry("allowed", "1..30000");
  }

  @Test
  void repeatsNoMoreThanTheBeginningOfALongValue() {
    Failure failure = InvalidRequest.parameter("delay", "x".repeat(5_000), "200ms");

    assertThat(failure.text())
        .startsWith("delay=" + "x".repeat(80) + "… is not allowed")
        .hasSizeLessThan(150);
  }
}
