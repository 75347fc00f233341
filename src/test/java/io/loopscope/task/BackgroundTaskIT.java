package io.loopscope.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import io.loopscope.TaskClient;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@LabTest
class BackgroundTaskIT {
  private final WebTestClient client;
  private final TaskClient tasks;
  private final TestWork work;

  @Autowired
  BackgroundTaskIT(WebTestClient client, TestWork work) {
    this.client = client;
    this.tasks = new TaskClient(client);
    this.work = work;
  }

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
    JsonNode task = tasks.ended(tasks.start("{\"work\":\"test\",\"value\":42}"));
    assertThat(task.path("state").asString()).isEqualTo("done");
    assertThat(task.path("result").asInt()).isEqualTo(42);
    assertThat(task.path("error").isNull()).isTrue();
    assertThat(task.path("elapsedMs").asDouble()).isPositive();
  }

  @Test
  void reportsWhyATaskFailed() {
    JsonNode task = tasks.ended(tasks.start("{\"work\":\"test\",\"outcome\":\"problem\"}"));
    assertThat(task.path("state").asString()).isEqualTo("failed");
    assertThat(task.path("error").asString()).isEqualTo("the dependency is ill");
    assertThat(
            tasks
                .ended(tasks.start("{\"work\":\"test\",\"outcome\":\"failure\"}"))
                .path("error")
                .asString())
        .doesNotContain("secret", "Exception");
  }

  @Test
  void answersBeforeTheWorkBlocksTheLoopThatAnswers() {
    work.answered = new CountDownLatch(1);
    String task = tasks.start("{\"work\":\"test\",\"outcome\":\"blocks-its-loop\"}");
    await().until(() -> work.blockedThread != null);
    work.answered.countDown();
    assertThat(work.blockedThread).startsWith("http-");
    assertThat(tasks.ended(task).path("result").asBoolean())
        .as("answered while it worked")
        .isTrue();
  }

  @Test
  void cancelsAnUnfinishedTaskAndItsWork() {
    String task = tasks.start("{\"work\":\"test\",\"outcome\":\"never\"}");
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
    ProblemAnswer.of(client.delete().uri(task).exchange(), 409).has("state", "cancelled");
    assertThat(tasks.ended(task).path("state").asString()).isEqualTo("cancelled");
  }

  @Test
  void listsTasksNewestFirst() {
    String older = tasks.start("{\"work\":\"test\"}");
    String newer = tasks.start("{\"work\":\"test\"}");
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
  void reportsATaskInALineForTheTerminal() {
    String task = tasks.start("{\"work\":\"test\",\"value\":42}");
    tasks.ended(task);
    client
        .get()
        .uri(task)
        .accept(TEXT_PLAIN)
        .exchange()
        .expectBody(String.class)
        .value(text -> assertThat(text).contains(" test done ").endsWith("\n42\n"));
  }
}
