package io.loopscope.eventloop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@LabTest
class EventLoopsEndpointIT {
  @Autowired LoopRegistry loops;
  @LocalManagementPort int console;
  @LocalServerPort int service;
  private WebTestClient client;

  @BeforeEach
  void connect() {
    client =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + console)
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .build();
  }

  @AfterEach
  void restore() {
    change("{\"enabled\":true,\"threshold\":\"25ms\"}").expectStatus().isOk();
  }

  /** More than one block: on a busy machine the loop of the first may wait for a CPU. */
  @Test
  void namesTheRouteAndTheCulpritOfABlockThatIsOver() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              blockALoop();
              report()
                  .jsonPath("$.blocks[?(@.route == 'GET /api/cpu/primes')].cause")
                  .value(causes -> assertThat(causes.toString()).contains("cpu"))
                  .jsonPath("$.blocks[?(@.route == 'GET /api/cpu/primes')].culprit")
                  .value(culprits -> assertThat(culprits.toString()).contains("Primes."));
            });
    report().jsonPath("$.culprits[0].count").isNumber();
  }

  @Test
  void showsABlockWhileItLasts() {
    WatchedLoop loop = loops.find("http", 1).orElseThrow();
    try (HeldLoop held = HeldLoop.of(loop)) {
      assertThat(held.loop().group()).isEqualTo("http");
      await()
          .untilAsserted(
              () ->
                  report()
                      .jsonPath(
                          "$.blocks[?(@.ongoing == true && @.group == 'http' && @.loop == 1)].cause")
                      .isEqualTo("wait"));
      report()
          .jsonPath("$.loops[?(@.group == 'http' && @.loop == 1)].blockedMs")
          .value(ms -> assertThat(ms.toString()).doesNotContain("[0.0]"));
      assertThat(text()).contains("http-1").contains("BLOCKED").contains("has been blocked for");
    }
  }

  @Test
  void changesItsThresholdWhileItRuns() {
    change("{\"threshold\":\"500ms\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.thresholdMs")
        .isEqualTo(500);
    change("{\"enabled\":false}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.enabled")
        .isEqualTo(false);
  }

  @Test
  void refusesAThresholdThatMakesNoSense() {
    change("{\"threshold\":\"1ms\"}").expectStatus().isBadRequest();
    change("{\"threshold\":\"soon\"}").expectStatus().isBadRequest();

    report().jsonPath("$.thresholdMs").isEqualTo(25);
  }

  private void blockALoop() {
    WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + service)
        .responseTimeout(Duration.ofSeconds(30))
        .build()
        .get()
        .uri("/api/cpu/primes?units=400&on=event-loop")
        .exchange()
        .expectStatus()
        .isOk();
  }

  private WebTestClient.BodyContentSpec report() {
    return client.get().uri("/actuator/eventloops").exchange().expectStatus().isOk().expectBody();
  }

  private String text() {
    byte[] body =
        client
            .get()
            .uri("/actuator/eventloops")
            .accept(MediaType.TEXT_PLAIN)
            .exchange()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new String(body);
  }

  private WebTestClient.ResponseSpec change(String body) {
    return client
        .post()
        .uri("/actuator/eventloops")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }
}
