package io.loopscope.loadgen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import io.loopscope.ProblemAnswer;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.latency.LatencyHistogram;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadgenProcess;
import io.loopscope.loadgen.engine.TargetServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What becomes of a run, from its order to its result. */
class LoadRunIT extends LoadgenTest {
  @Test
  void measuresWhatItWasAskedTo() {
    URI run = start("\"warmUp\":\"200ms\",\"duration\":\"500ms\"");
    assertThat(run.getPath()).matches("/runs/[0-9a-f]{16}");

    await().until(() -> state(run).equals("finished"));

    JsonNode view = view(run);
    assertThat(view.path("progress").asDouble()).isEqualTo(1);
    assertThat(view.path("secondsLeft").asDouble()).isZero();
    JsonNode result = get(run + "/result");
    JsonNode ping = result.path("streams").path(0);
    assertThat(ping.path("name").asString()).isEqualTo("ping");
    assertThat(ping.path("planned").asInt()).isEqualTo(50);
    assertThat(ping.path("completed").asInt()).isEqualTo(50);
    assertThat(ping.path("failed").isObject()).isTrue();
    assertThat(ping.path("latency").path("count").asInt()).isEqualTo(50);
    assertThat(ping.path("latency").path("p99").asDouble()).isPositive();
    assertThat(LatencyHistogram.decode(ping.path("service").path("histogram").asString()).count())
        .isEqualTo(50);
    assertThat(result.path("health").path("invalidBecause").isArray()).isTrue();
    assertThat(result.path("load").path("target").asString()).isEqualTo(target.url());
  }

  @Test
  void reportsTheResultToATerminal() {
    URI run = start("\"duration\":\"200ms\"");
    await().until(() -> state(run).equals("finished"));

    client
        .get()
        .uri(run + "/result")
        .accept(TEXT_PLAIN)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(text -> assertThat(text).startsWith("ping ").contains("p99"));
  }

  @Test
  void runsOneLoadAtATimeAndStopsItOnRequest() {
    URI run = start("\"warmUp\":\"30s\",\"duration\":\"30s\"");
    await().until(() -> state(run).equals("warming-up"));
    assertThat(view(run).path("secondsLeft").asDouble()).isBetween(30.0, 60.0);

    post("\"duration\":\"1s\"")
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectHeader()
        .location(run.toString());
    client.get().uri(run + "/result").exchange().expectStatus().isEqualTo(HttpStatus.CONFLICT);

    client
        .delete()
        .uri(run.toString())
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("cancelled");
    assertThat(
            process.getBean(LoopRegistry.class).group("loadgen").stream()
                .mapToInt(it -> it.connections()))
        .containsOnly(0);
    await().until(() -> target.connections() == 0);
    int requests = target.requests();
    await().during(Duration.ofMillis(200)).until(() -> target.requests() == requests);

    client
        .delete()
        .uri(run.toString())
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("cancelled");
    ProblemAnswer.of(client.get().uri(run + "/result").exchange(), 409);
  }

  @Test
  void leavesNothingBehindWhenTheProcessStops() {
    try (TargetServer other = new TargetServer(1)) {
      ConfigurableApplicationContext stopping =
          LoadgenProcess.start("loopscope.loadgen.targets=" + other.url());
      stopping
          .getBean(LoadRuns.class)
          .start(
              new LoadPlan(
                  other.url(),
                  Duration.ZERO,
                  Duration.ofSeconds(60),
                  new LoadPlan.Stream("held", "/events", new LoadModel.Held(20, 1_000)),
                  new LoadPlan.Stream(
                      "users", "/slow", new LoadModel.Closed(5, Duration.ZERO, null))),
              Duration.ofMinutes(1));
      await().until(() -> other.connections() > 20);

      stopping.close();

      await().until(() -> other.connections() == 0);
    }
  }

  @Test
  void saysWhyARunFailed() {
    URI run = start("\"duration\":\"1s\"", "\"connections\":{\"pinned\":{\"loops\":3,\"each\":1}}");

    await().until(() -> state(run).equals("failed"));

    assertThat(view(run).path("error").asString()).startsWith("cannot pin connections");
  }

  @Test
  void writesExactlyTheDocumentedMembers() {
    URI run = start("\"duration\":\"100ms\"");
    await().until(() -> state(run).equals("finished"));

    JsonNode result = get(run + "/result");

    assertThat(result.propertyNames()).containsExactly("load", "startedAt", "streams", "health");
    assertThat(Instant.parse(result.path("startedAt").asString())).isBefore(Instant.now());
    assertThat(result.path("streams").path(0).propertyNames())
        .containsExactly(
            "name",
            "planned",
            "sent",
            "completed",
            "dropped",
            "late",
            "blocked",
            "failed",
            "offeredPerSecond",
            "achievedPerSecond",
            "latency",
            "service",
            "warmUp");
    assertThat(result.path("health").propertyNames())
        .containsExactly(
            "valid", "invalidBecause", "pausedMs", "longestPauseMs", "stolen", "throttled");
  }

  private URI start(String members) {
    return start(members, "\"timeout\":\"5s\"");
  }

  private URI start(String members, String ofStream) {
    URI run =
        post(members, "," + ofStream)
            .expectStatus()
            .isAccepted()
            .returnResult(Void.class)
            .getResponseHeaders()
            .getLocation();
    assertThat(run).isNotNull();
    return run;
  }

  private WebTestClient.ResponseSpec post(String members) {
    return post(members, "");
  }

  private String state(URI run) {
    return view(run).path("state").asString();
  }

  private JsonNode view(URI run) {
    return get(run.toString());
  }

  private JsonNode get(String path) {
    JsonNode body =
        client
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();
    assertThat(body).isNotNull();
    return body;
  }
}
