package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@LabTest
class CpuPlacementIT {
  private static final int UNITS = 5;

  @LocalServerPort private int port;

  private WebTestClient service;

  @BeforeEach
  void connect() {
    service =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(60))
            .build();
  }

  @ParameterizedTest
  @CsvSource({
    "event-loop, http-",
    "cooperative, http-",
    "single, single-",
    "parallel, parallel-",
    "bounded-elastic, bounded-elastic-",
    "virtual-threads, virtual-threads-"
  })
  void worksOnTheThreadsAskedFor(String on, String threads) {
    for (Workload workload : Workload.values()) {
      assertThat(answer(workload.id(), on))
          .containsEntry("workload", workload.id())
          .containsEntry("units", UNITS)
          .containsEntry("on", on)
          .hasEntrySatisfying("thread", name -> assertThat((String) name).startsWith(threads))
          .hasEntrySatisfying("queuedMs", ms -> assertThat((double) ms).isNotNegative())
          .hasEntrySatisfying("runMs", ms -> assertThat((double) ms).isPositive());
    }
  }

  @ParameterizedTest
  @EnumSource(Workload.class)
  void computesTheSameWhereverItRuns(Workload workload) throws Exception {
    String checksum =
        new String(
            WorkRunner.finish(
                new CpuRequest(workload, UNITS, CpuRequest.DEFAULT_ON, null, null).work()),
            US_ASCII);

    assertThat(
            new String[] {
              "event-loop",
              "cooperative",
              "single",
              "parallel",
              "bounded-elastic",
              "virtual-threads"
            })
        .allSatisfy(
            on -> assertThat(answer(workload.id(), on)).containsEntry("checksum", checksum));
  }

  @ParameterizedTest
  @CsvSource({
    "event-loop, http-",
    "cooperative, parallel-",
    "single, single-",
    "parallel, parallel-",
    "bounded-elastic, bounded-elastic-",
    "virtual-threads, virtual-threads-"
  })
  void encodesPicturesOffTheLoopUnlessAskedTo(String on, String threads) {
    service
        .get()
        .uri("/api/cpu/mandelbrot?units=5&on=" + on)
        .accept(MediaType.IMAGE_PNG)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.IMAGE_PNG)
        .expectHeader()
        .value(
            "Server-Timing",
            timing ->
                assertThat(timing)
                    .matches("queued;dur=[0-9.]+, run;dur=[0-9.]+;desc=\"" + threads + "[^\"]*\""));
  }

  @Test
  void worksOnWithoutParameters() {
    assertThat(get("/api/cpu/primes"))
        .containsEntry("units", 200)
        .containsEntry("on", "parallel")
        .doesNotContainKey("impl");
    assertThat(get("/api/cpu/matrix")).containsEntry("impl", "naive");
  }

  private Map<String, Object> answer(String workload, String on) {
    return get("/api/cpu/" + workload + "?units=" + UNITS + "&on=" + on);
  }

  private Map<String, Object> get(String uri) {
    return service
        .get()
        .uri(uri)
        .header(HttpHeaders.ACCEPT, "*/*")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
        .returnResult()
        .getResponseBody();
  }
}
