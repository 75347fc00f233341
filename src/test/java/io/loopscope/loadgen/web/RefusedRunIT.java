package io.loopscope.loadgen.web;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.loopscope.ProblemAnswer;
import org.junit.jupiter.api.Test;

/** Runs that the load generator refuses, and those that it does not know. */
class RefusedRunIT extends LoadgenTest {
  @Test
  void refusesAnotherTarget() {
    assertRefused("target", "\"target\":\"http://127.0.0.1:1\",\"duration\":\"1s\"", "");
  }

  @Test
  void refusesALeaseTooShortToBeKept() {
    ProblemAnswer.of(
            client
                .post()
                .uri("/runs?lease=1ms")
                .contentType(APPLICATION_JSON)
                .bodyValue("{}")
                .exchange(),
            400)
        .hasParameter("lease")
        .has("allowed", "1s..1800s");
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
    ProblemAnswer.of(
            client.post().uri("/runs").contentType(APPLICATION_JSON).bodyValue("{").exchange(), 400)
        .hasDetail("the body is not JSON: line 1, column 2");
  }

  @Test
  void knowsNoOtherRun() {
    client.get().uri("/runs/0").exchange().expectStatus().isNotFound();
    client.get().uri("/runs/0/result").exchange().expectStatus().isNotFound();
    client.delete().uri("/runs/0").exchange().expectStatus().isNotFound();
  }

  private void assertRefused(String parameter, String members, String ofStream) {
    ProblemAnswer.of(post(members, ofStream), 400).hasParameter(parameter);
  }
}
