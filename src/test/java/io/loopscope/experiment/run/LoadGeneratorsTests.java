package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loopscope.experiment.NoLoadGenerator;
import io.loopscope.failure.Failure;
import io.loopscope.loadgen.TestLoadgenSettings;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;

class LoadGeneratorsTests {
  private static final URI SERVICE = URI.create("http://127.0.0.1:8080");

  @Test
  void areThoseThatAreConfigured() {
    LoadGenerators generators = generators("http://one:8080/", "http://two:8080");

    generators.check();
    assertThat(generators.description()).isEqualTo("http://one:8080, http://two:8080");
    assertThat(generators.target()).isEmpty();
    assertThat(generators.generators().block()).isNotNull();
  }

  @Test
  void areMissingWhereNoneIsConfiguredAndNoneMayBeStarted() {
    assertThatExceptionOfType(NoLoadGenerator.class)
        .isThrownBy(() -> generators().check())
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE))
        .withMessageContaining("loopscope.loadgen.url is not set");
  }

  @Test
  void haveAHost() {
    assertThatThrownBy(() -> generators("loadgen:8080"))
        .rootCause()
        .hasMessageContaining("loopscope.loadgen.url must be like http://loadgen:8080");
  }

  private static LoadGenerators generators(String... urls) {
    return new LoadGenerators(
        WebClient.create(), null, TestLoadgenSettings.with("url", urls), SERVICE);
  }
}
