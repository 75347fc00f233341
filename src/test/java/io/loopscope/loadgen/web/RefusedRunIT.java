package io.loopscope.loadgen.web;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;

import org.junit.jupiter.api.Test;

/** Runs that the load generator refuses, and those that it does not know. */
class RefusedRunIT extends LoadgenTest {
  @Test
  void refusesAnotherTarget() {
    assertRefused("target", "\"target\":\"http://127.0.0.1:1\",\"duration\":\"1s\"", "");
  }

  @Test
  void refusesALeaseThatNobodyCanKeep() {
    client
        .post()
        .uri("/runs?lease=1ms")
        .contentType(APPLICATION_JSON)
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.parameter")
        .isEqualTo("lease")
        .jsonPath("$.allowed")
        .isEqualTo("1s..1800s");
  }

  @Test
  void refusesRateZero() {
    assertRefused("perSecond", "\"duration\":\"1s\"", ",\"model\":{\"open\":{\"perSecond\":0}}");
  }

  @Test
  void refusesAnHour() {
    assertRefused("duration", "\"duration\":\"1h\"", "");
  }

  @Test
  void refusesWhatIsNoJson() {
    client
        .post()
        .uri("/runs")
        .contentType(APPLICATION_JSON)
        .bodyValue("{")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("the body is not JSON: line 1, column 2");
  }

  @Test
  void knowsNoOtherRun() {
    client.get().uri("/runs/0").exchange().expectStatus().isNotFound();
    client.get().uri("/runs/0/result").exchange().expectStatus().isNotFound();
    client.delete().uri("/runs/0").exchange().expectStatus().isNotFound();
  }

  private void assertRefused(String parameter, String members, String ofStream) {
    post(members, ofStream)
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.parameter")
        .isEqualTo(parameter);
  }
}
