package io.loopscope;

import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_JSON;

import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Starts background tasks over HTTP and waits for their ends. */
public record TaskClient(WebTestClient client) {
  /** The task's path, once it is accepted. */
  public String start(Object request) {
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

  /** The task as it is once it has ended. */
  public JsonNode ended(String task) {
    return await()
        .until(() -> get(task), json -> !json.path("state").asString().matches("pending|running"));
  }

  /** The task as it is now. */
  public JsonNode get(String task) {
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
