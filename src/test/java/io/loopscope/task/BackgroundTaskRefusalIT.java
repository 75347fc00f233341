package io.loopscope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What callers read whose request about a task is refused. */
@LabTest
class BackgroundTaskRefusalIT {
  @Autowired WebTestClient client;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"work":"nothing"}                    | work=nothing is not allowed; allowed: .*test.*
          {}                                    | work=nothing is not allowed; allowed: .*test.*
          {"work":7}                            | work=7 is not allowed; allowed: .*test.*
          {"work":"test","delay":"2s"}          | delay=2s is not allowed; allowed: members work, outcome, value
          {"work":"test","outcome":"perhaps"}   | outcome=perhaps is not allowed; .*
          {"work":                              | the body is not JSON: .*
          {"work":"test"} {"work":"test"}       | the body is not JSON: .*
          nonsense                              | the body is not JSON: .*
          ["test"]                              | the body must be a JSON object
          null                                  | the body must be a JSON object
          ''                                    | a JSON body is needed
          """)
  void refusesABadRequest(String body, String detail) {
    ProblemAnswer.of(
            client
                .post()
                .uri("/api/tasks")
                .contentType(APPLICATION_JSON)
                .bodyValue(body)
                .exchange(),
            400)
        .hasDetailLike(detail);
  }

  @Test
  void refusesABodyOverTheLimit() {
    ProblemAnswer.of(
            client
                .post()
                .uri("/api/tasks")
                .contentType(APPLICATION_JSON)
                .bodyValue("{\"work\":\"test\",\"value\":\"" + "x".repeat(70_000) + "\"}")
                .exchange(),
            413)
        .hasDetail("the body is too large");
  }

  @Test
  void refusesAnotherContentType() {
    ProblemAnswer.of(
        client
            .post()
            .uri("/api/tasks")
            .contentType(TEXT_PLAIN)
            .bodyValue("{\"work\":\"test\"}")
            .exchange(),
        415);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/tasks/unknown, 404",
    "DELETE, /api/tasks/unknown, 404",
    "GET, /api/tasks?state=done, 400",
    "PUT, /api/tasks, 405",
    "POST, /api/tasks/unknown, 405"
  })
  void refusesWhatIsNotThere(String method, String path, int status) {
    ProblemAnswer.of(client.method(HttpMethod.valueOf(method)).uri(path).exchange(), status);
  }

  @Test
  void saysWhichMethodsAreAllowed() {
    client
        .put()
        .uri("/api/tasks")
        .exchange()
        .expectHeader()
        .values("Allow", allow -> assertThat(String.join(",", allow)).contains("GET", "POST"));
  }
}
