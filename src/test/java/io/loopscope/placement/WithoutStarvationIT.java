package io.loopscope.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import io.loopscope.TaskClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** The service that does not allow to block an event loop on purpose. */
@LabTest
@TestPropertySource(properties = "loopscope.allow-starvation=false")
class WithoutStarvationIT {
  private static final String REFUSAL =
      "this would block an event loop, and loopscope.allow-starvation is false here";

  private final WebTestClient client;
  private final TaskClient tasks;

  @Autowired
  WithoutStarvationIT(WebTestClient client) {
    this.client = client;
    this.tasks = new TaskClient(client);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/cpu/primes?on=event-loop, application/json",
    "/api/cpu/hash?on=event-loop, application/json",
    "/api/cpu/deflate?on=event-loop, application/json",
    "/api/cpu/matrix?on=event-loop&impl=library, application/json",
    "/api/cpu/mandelbrot?on=event-loop, application/json",
    "/api/cpu/mandelbrot?on=event-loop, image/png",
    "/api/cpu/primes?on=event-loop&units=1, text/plain",
    "/api/io/blocking?on=event-loop, application/json",
    "/api/io/blocking?on=event-loop&delay=0ms, text/plain"
  })
  void refusesEveryWayToBlockALoop(String path, String accept) {
    ProblemAnswer.of(client.get().uri(path).accept(MediaType.valueOf(accept)).exchange(), 403)
        .hasDetail(REFUSAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"primes", "hash", "deflate", "matrix", "mandelbrot"})
  void failsATaskThatWouldBlockALoop(String workload) {
    JsonNode task =
        tasks.ended(tasks.start(Map.of("work", "cpu", "workload", workload, "on", "event-loop")));

    assertThat(task.path("state").asString()).isEqualTo("failed");
    assertThat(task.path("error").asString()).isEqualTo(REFUSAL);
  }

  @Test
  void runsATaskThatBlocksNoLoop() {
    JsonNode task =
        tasks.ended(
            tasks.start(
                Map.of("work", "cpu", "workload", "primes", "on", "cooperative", "units", 2)));

    assertThat(task.path("state").asString()).isEqualTo("done");
    assertThat(
            tasks.ended(tasks.start(Map.of("work", "io", "delay", "1ms"))).path("state").asString())
        .isEqualTo("done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/ping",
        "/api/openapi",
        "/api/loops",
        "/api/sockets",
        "/api/tasks",
        "/api/cpu/primes?units=2&on=cooperative",
        "/api/cpu/primes?units=2&on=single",
        "/api/cpu/primes?units=2&on=parallel",
        "/api/cpu/primes?units=2&on=bounded-elastic",
        "/api/cpu/primes?units=2&on=virtual-threads",
        "/api/io/call?delay=1ms",
        "/api/io/sequential?delay=1ms",
        "/api/io/gather?delay=1ms",
        "/api/io/wait?delay=1ms",
        "/api/io/as-completed?delay=1ms",
        "/api/io/wait-for?delay=1ms",
        "/api/io/shield?delay=1ms",
        "/api/io/sleep?delay=1ms",
        "/api/io/blocking?delay=1ms&on=parallel",
        "/api/io/blocking?delay=1ms&on=bounded-elastic",
        "/api/io/blocking?delay=1ms&on=virtual-threads",
        "/api/files/1KB"
      })
  void doesEverythingElse(String path) {
    client.get().uri(path).exchange().expectStatus().isOk();
  }

  @Test
  void handsTasksToLoopsAndKeepsStreamsOpen() {
    client.post().uri("/api/loops/http-0/run").exchange().expectStatus().isOk();
    StepVerifier.create(
            client
                .get()
                .uri("/api/stream/ticks?every=10ms")
                .exchange()
                .returnResult(String.class)
                .getResponseBody()
                .take(2))
        .expectNextCount(2)
        .verifyComplete();
  }
}
