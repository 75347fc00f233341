package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.JsonBody;
import io.loopscope.http.RequestLimits;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class IoTaskFactoryTests {
  private final FlakyServer server = new FlakyServer();
  private final IoTaskFactory work =
      new IoTaskFactory(
          new DownstreamClient(
              WebClient.create(),
              server.url(""),
              new IoSettings(
                  1,
                  1,
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(1))),
          new Compositions(System::nanoTime),
          new RequestLimits(
              1, Duration.ofSeconds(60), Duration.ofSeconds(60), 1, DataSize.ofBytes(1), 1));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void callsTheDownstreamOnceItIsSubscribedTo() {
    Mono<CompositionResult> call = assemble("{\"work\":\"io\",\"delay\":\"30ms\"}");
    assertThat(server.requests).hasValue(0);

    StepVerifier.create(call)
        .assertNext(done -> assertThat(done.elapsedMs()).isGreaterThanOrEqualTo(30))
        .verifyComplete();
  }

  @Test
  void takes200MillisecondsByDefault() {
    StepVerifier.create(assemble("{\"work\":\"io\"}"))
        .assertNext(done -> assertThat(done.elapsedMs()).isGreaterThanOrEqualTo(200))
        .verifyComplete();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "\"61s\"", "5", "true", "{}"})
  void refusesADelayThatIsNone(String delay) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> assemble("{\"delay\":" + delay + "}"))
        .satisfies(invalid -> assertThat(invalid.members()).containsEntry("parameter", "delay"));
  }

  private Mono<CompositionResult> assemble(String request) {
    return work.assemble(JsonBody.read(new JsonMapper().readTree(request), work.request(), "work"));
  }
}
