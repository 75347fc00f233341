package io.loopscope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import io.loopscope.LabTest;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@LabTest
class TaskIT {
  @Autowired WebTestClient client;
  @Autowired TestWork work;

  @Test
  void answersThePendingTaskAndWhereToAskForIt() {
    client
        .post()
        .uri("/api/tasks")
        .contentType(APPLICATION_JSON)
        .bodyValue("{\"work\":\"test\",\"value\":42}")
        .exchange()
        .expectStatus()
        .isAccepted()
        .expectHeader()
        .valueMatches("Location", "/api/tasks/[0-9a-f]{16}")
        .expectBody()
        .jsonPath("$.id")
        .isNotEmpty()
        .jsonPath("$.kind")
        .isEqualTo("test")
        .jsonPath("$.state")
        .isEqualTo("pending")
        .jsonPath("$.result")
        .isEmpty()
        .jsonPath("$.error")
        .isEmpty();
  }

  @Test
  void keepsTheResult() {
    JsonNode task = ended(start("{\"work\":\"test\",\"value\":42}"));
    assertThat(task.path("state").asString()).isEqualTo("done");
    assertThat(task.path("result").asInt()).isEqualTo(42);
    assertThat(task.path("error").isNull()).isTrue();
    assertThat(task.path("elapsedMs").asDouble()).isPositive();
  }

  @Test
  void tellsWhyATaskFailed() {
    JsonNode task = ended(start("{\"work\":\"test\",\"outcome\":\"problem\"}"));
    assertThat(task.path("state").asString()).isEqualTo("failed");
    assertThat(task.path("error").asString()).isEqualTo("the dependency is ill");
    assertThat(ended(start("{\"work\":\"test\",\"outcome\":\"failure\"}")).path("error").asString())
        .doesNotContain("secret", "Exception");
  }

  @Test
  void answersBeforeTheWorkBlocksTheLoopThatAnswers() {
    work.answered = new CountDownLatch(1);
    String task = start("{\"work\":\"test\",\"outcome\":\"blocks-its-loop\"}");
    await().until(() -> work.blockedThread != null);
    work.answered.countDown();
    assertThat(work.blockedThread).startsWith("http-");
    assertThat(ended(task).path("result").asBoolean()).as("answered while it worked").isTrue();
  }

  @Test
  void cancelsAnUnfinishedTaskAndItsWork() {
    String task = start("{\"work\":\"test\",\"outcome\":\"never\"}");
    await().untilAsserted(() -> assertThat(work.running).hasPositiveValue());
    client
        .delete()
        .uri(task)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("cancelled");
    await().untilAsserted(() -> assertThat(work.running).hasValue(0));
    client
        .delete()
        .uri(task)
        .exchange()
        .expectStatus()
        .isEqualTo(409)
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("cancelled");
    assertThat(ended(task).path("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void listsTasksNewestFirst() {
    String older = start("{\"work\":\"test\"}");
    String newer = start("{\"work\":\"test\"}");
    client
        .get()
        .uri("/api/tasks")
        .exchange()
        .expectBody()
        .jsonPath("$.tasks[0].id")
        .isEqualTo(newer.substring("/api/tasks/".length()))
        .jsonPath("$.tasks[1].id")
        .isEqualTo(older.substring("/api/tasks/".length()));
  }

  @Test
  void tellsATaskInALineForTheTerminal() {
    String task = start("{\"work\":\"test\",\"value\":42}");
    ended(task);
    client
        .get()
        .uri(task)
        .accept(TEXT_PLAIN)
        .exchange()
        .expectBody(String.class)
        .value(text -> assertThat(text).contains(" test done ").endsWith("\n42\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"work":"nothing"}                    | work=nothing is not allowed; allowed: .*test.*
          {}                                    | work= is not allowed; allowed: .*test.*
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
    client
        .post()
        .uri("/api/tasks")
        .contentType(APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, text -> assertThat(text).matches(detail));
  }

  @Test
  void refusesABodyOverTheLimit() {
    client
        .post()
        .uri("/api/tasks")
        .contentType(APPLICATION_JSON)
        .bodyValue("{\"work\":\"test\",\"value\":\"" + "x".repeat(70_000) + "\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(413)
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("the body is too large");
  }

  @Test
  void refusesAnotherContentType() {
    client
        .post()
        .uri("/api/tasks")
        .contentType(TEXT_PLAIN)
        .bodyValue("{\"work\":\"test\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(415)
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON);
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
    client
        .method(HttpMethod.valueOf(method))
        .uri(path)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON);
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

  private String start(String request) {
    return client
        .post()
        .uri("/api/tasks")
        .contentType(APPLICATION_JSON)
        .bodyValue(request)
        .exchange()
        .expectStatus()
        .isAccepted()
        .returnResult(Void.class)
        .getResponseHeaders()
        .getFirst("Location");
  }

  private JsonNode ended(String task) {
    return await()
        .until(() -> get(task), json -> !json.path("state").asString().matches("pending|running"));
  }

  private JsonNode get(String task) {
    return client
        .get()
        .uri(task)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(JsonNode.class)
        .returnResult()
        .getResponseBody();
  }
}
