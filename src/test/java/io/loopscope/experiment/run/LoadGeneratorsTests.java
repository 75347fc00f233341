package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.http.ApiProblem;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

class LoadGeneratorsTests {
  private static final URI SERVICE = URI.create("http://127.0.0.1:8080");

  @Test
  void areThoseThatAreConfigured() {
    LoadGenerators senders = senders("http://one:8080/", "http://two:8080");

    senders.check();
    assertThat(senders.description()).isEqualTo("http://one:8080, http://two:8080");
    assertThat(senders.target()).isEmpty();
    assertThat(senders.generators().block()).isNotNull();
  }

  @Test
  void areNobodyWhereNoneIsConfiguredAndNoneMayBeStarted() {
    assertThatExceptionOfType(ApiProblem.class)
        .isThrownBy(() -> senders().check())
        .satisfies(problem -> assertThat(problem.getStatusCode().value()).isEqualTo(503))
        .withMessageContaining("loopscope.loadgen.url is not set");
  }

  @Test
  void haveAHost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> senders("loadgen:8080"))
        .withMessageContaining("loopscope.loadgen.url must be like http://loadgen:8080");
  }

  private static LoadGenerators senders(String... urls) {
    List<URI> addresses = List.of(urls).stream().map(URI::create).toList();
    return new LoadGenerators(
        WebClient.create(),
        null,
        new GeneratorSettings(addresses, null, "", DataSize.ofMegabytes(1)),
        SERVICE);
  }
}
