package io.loopscope.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.JsonBody;
import io.micrometer.core.instrument.MeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@LabTest
class CpuIT {
  private static final JsonMapper JSON = new JsonMapper();

  @LocalServerPort private int port;
  @Autowired private CpuWork work;
  @Autowired private MeterRegistry registry;

  private WebTestClient service;

  @BeforeEach
  void connect() {
    service = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | primes?units=0                | units=0 is not allowed; allowed: 1..30000",
        "400 | hash?units=-1                 | units=-1 is not allowed; allowed: 1..30000",
        "400 | deflate?units=30001           | units=30001 is not allowed; allowed: 1..30000",
        "400 | matrix?units=99999999999      | units=99999999999 is not allowed; allowed: a whole",
        "400 | mandelbrot?units=many         | units=many is not allowed; allowed: a whole number",
        "400 | primes?on=moon                | on=moon is not allowed; allowed: event-loop, coop",
        "400 | primes?unit=3                 | unit=3 is not allowed; allowed: parameters units, on",
        "400 | matrix?impl=fast              | impl=fast is not allowed; allowed: naive, library",
        "400 | primes?impl=naive             | impl=naive is not allowed; allowed: parameters un",
        "400 | mandelbrot?impl=library       | impl=library is not allowed; allowed: parameters ",
        "404 | sorting                       | known ones: primes, hash, deflate, matrix, mandelb",
        "404 | sorting?units=3&on=parallel   | known ones: primes, hash, deflate, matrix, mandelb",
        "404 | sorting?units=many&impl=naive | known ones: primes, hash, deflate, matrix, mandelb",
      })
  void refusesWhatItCannotDo(int status, String path, String detail) {
    ProblemAnswer.of(service.get().uri("/api/cpu/" + path).exchange(), status)
        .hasDetailWith(detail);
  }

  @Test
  void refusesARequestForAPictureWithAProblem() {
    ProblemAnswer.of(
        service.get().uri("/api/cpu/mandelbrot?units=0").accept(MediaType.IMAGE_PNG).exchange(),
        400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"primes", "hash", "deflate", "matrix"})
  void hasNoPictureOfAnythingElse(String workload) {
    service
        .get()
        .uri("/api/cpu/" + workload)
        .accept(MediaType.IMAGE_PNG)
        .exchange()
        .expectStatus()
        .isEqualTo(406);
  }

  @Test
  void drawsThePictureForBrowsers() throws IOException {
    EntityExchangeResult<byte[]> answer =
        service
            .get()
            .uri("/api/cpu/mandelbrot?units=20")
            .header("Accept", "image/avif,image/webp,image/*,*/*;q=0.8")
            .exchange()
            .expectHeader()
            .contentType(MediaType.IMAGE_PNG)
            .expectBody()
            .returnResult();

    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.getResponseBody()));
    assertThat(picture.getWidth()).isEqualTo(98);
    assertThat(picture.getHeight()).isEqualTo(73);
  }

  @Test
  void givesTheSameResultWithEachImplementation() {
    assertThat(json("/api/cpu/matrix?units=3&impl=naive").path("checksum"))
        .isEqualTo(json("/api/cpu/matrix?units=3&impl=library").path("checksum"));
  }

  @Test
  void answersTerminalsInAFewWords() {
    service
        .get()
        .uri("/api/cpu/matrix?units=3&impl=library&on=single")
        .accept(MediaType.TEXT_PLAIN)
        .exchange()
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
        .expectBody(String.class)
        .value(
            text ->
                assertThat(text)
                    .matches(
                        "3 units of matrix \\(library\\) on single, thread single-[0-9]+\n"
                            + "queued [0-9.]+ ms, ran [0-9.]+ ms, checksum [0-9a-f]+\n"));
  }

  @ParameterizedTest
  @EnumSource(Workload.class)
  void isMeasuredPerWorkload(Workload workload) {
    String path = "/api/cpu/" + workload.id();

    assertThat(json(path + "?units=1").path("workload").stringValue()).isEqualTo(workload.id());

    await().until(() -> registry.find("http.server.requests").tag("uri", path).timer() != null);
  }

  @Test
  void describesEachRouteWithItsContentTypes() {
    JsonNode paths = json("/api/openapi").path("paths");

    assertThat(contentTypes(paths, "primes"))
        .containsExactlyInAnyOrder("application/json", "text/plain");
    assertThat(contentTypes(paths, "mandelbrot"))
        .containsExactlyInAnyOrder("application/json", "text/plain", "image/png");
    assertThat(paths.has("/api/cpu/{workload}")).isFalse();
  }

  @Test
  void startsAsATaskWithTheSameDefaults() {
    StepVerifier.create(assemble("{'workload':'matrix'}"))
        .assertNext(
            answer -> {
              assertThat(answer.units()).isEqualTo(200);
              assertThat(answer.on()).isEqualTo(CpuRequest.DEFAULT_ON);
              assertThat(answer.impl()).isEqualTo(MatrixImplementation.NAIVE);
            })
        .verifyComplete();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                          | workload=nothing is not allowed; allowed: primes, ",
        "{'workload':'sorting'}                      | workload=sorting is not allowed; allowed: p",
        "{'workload':3}                              | workload=3 is not allowed; allowed: primes,",
        "{'workload':'primes','units':'3'}           | units=3 is not allowed; allowed: a whole nu",
        "{'workload':'primes','units':2.5}           | units=2.5 is not allowed; allowed: a whole ",
        "{'workload':'primes','units':99999999999}   | units=99999999999 is not allowed; allowed: ",
        "{'workload':'primes','units':0}             | units=0 is not allowed; allowed: 1..30000",
        "{'workload':'primes','on':'moon'}           | on=moon is not allowed; allowed: event-loop",
        "{'workload':'primes','on':['single']}       | on=[\"single\"] is not allowed; allowed: ev",
        "{'workload':'primes','impl':'naive'}        | no impl with primes, only with matrix",
      })
  void refusesATaskItCannotDo(String request, String detail) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> assemble(request))
        .withMessageContaining(detail);
  }

  private Mono<CpuAnswer> assemble(String request) {
    JsonNode body = JSON.readTree(request.replace('\'', '"'));
    return work.assemble(JsonBody.read(body, CpuRequestBody.class));
  }

  private JsonNode json(String uri) {
    return JSON.readTree(
        service
            .get()
            .uri(uri)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody());
  }

  private static Iterable<String> contentTypes(JsonNode paths, String workload) {
    return paths
        .path("/api/cpu/" + workload)
        .path("get")
        .path("responses")
        .path("200")
        .path("content")
        .propertyNames();
  }
}
