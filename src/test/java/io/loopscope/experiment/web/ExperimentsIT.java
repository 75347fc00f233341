package io.loopscope.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.LabTest;
import io.loopscope.observation.ServiceObserver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@LabTest
@Import(StartedContexts.class)
class ExperimentsIT {
  /** A turn that is not to be believed is taken again. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final String ALL = "/api/experiments";

  @Autowired private StartedContexts context;
  @Autowired private ServiceObserver observer;
  @Autowired private MeterRegistry registry;
  @LocalManagementPort private int port;
  private WebTestClient console;

  @BeforeEach
  void connect() {
    console =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(PATIENCE)
            .build();
  }

  @Test
  void runOneAtATimeAndLeaveNothingBehindWhenCancelled() {
    String location = start("{\"kind\":\"starvation\"}");
    String id = location.substring(ALL.length() + 1);
    Flux<ServerSentEvent<JsonNode>> events = events(location).cache();
    events.subscribe();
    await().atMost(PATIENCE).until(() -> step(location).startsWith("event-loop, round 1"));
    console
        .post()
        .uri(ALL)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"kind\":\"matrix\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(409)
        .expectHeader()
        .valueEquals("Location", location);

    assertThat(running("starvation")).isEqualTo(1);

    console
        .delete()
        .uri(location)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("cancelled");

    await().until(observer::isQuiet);
    assertThat(running("starvation")).isZero();
    assertThat(get(location).path("state").asString()).isEqualTo("cancelled");
    assertThat(list()).contains(id + " cancelled");
    List<String> names =
        Objects.requireNonNull(events.map(ServerSentEvent::event).collectList().block(PATIENCE));
    assertThat(names).contains("progress").last().isEqualTo("end");
    console.delete().uri(location).exchange().expectStatus().isEqualTo(409);
    console.delete().uri(start("{\"kind\":\"sum-vs-longest\"}")).exchange().expectStatus().isOk();
  }

  @Test
  void sayWhatCanBeRunAndHowLongItTakes() {
    JsonNode kinds = get(ALL + "/kinds");

    assertThat(kinds.findValuesAsString("kind"))
        .containsExactly(
            "starvation",
            "matrix",
            "sum-vs-longest",
            "scaling",
            "cooperative",
            "break-even",
            "bottleneck",
            "connections",
            "backlog",
            "open-vs-closed");
    kinds.forEach(
        kind ->
            assertThat(kind.path("presets").path("quick").path("seconds").asInt())
                .isBetween(10, 180));
  }

  @Test
  void refuseWhatThereIsNot() {
    console
        .post()
        .uri(ALL)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"kind\":\"miracle\"}")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.parameter")
        .isEqualTo("kind")
        .jsonPath("$.allowed")
        .value(String.class, allowed -> assertThat(allowed).contains("starvation, matrix"));
    for (String path : List.of("", "/events", "/report")) {
      console
          .get()
          .uri(ALL + "/20260131-120000-000-none" + path)
          .exchange()
          .expectStatus()
          .isNotFound();
    }
    console.delete().uri(ALL + "/20260131-120000-000-none").exchange().expectStatus().isNotFound();
    console
        .post()
        .uri(ALL)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("the body is not JSON: line 1, column 2");
  }

  @Test
  void areNoBusinessOfTheServicePlane() {
    int service =
        Objects.requireNonNull(
            context.main().getEnvironment().getProperty("local.server.port", Integer.class));

    WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + service)
        .build()
        .get()
        .uri(ALL)
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  private double running(String kind) {
    return registry.get("loopscope.experiment.running").tag("kind", kind).gauge().value();
  }

  private String start(String request) {
    return Objects.requireNonNull(
            console
                .post()
                .uri(ALL)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request)
                .exchange()
                .expectStatus()
                .isAccepted()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation())
        .toString();
  }

  private JsonNode get(String uri) {
    return Objects.requireNonNull(
        console
            .get()
            .uri(uri)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody());
  }

  private String step(String location) {
    return get(location).path("step").asString("");
  }

  private List<String> list() {
    return get(ALL)
        .valueStream()
        .map(one -> one.path("id").asString() + " " + one.path("state").asString())
        .collect(Collectors.toList());
  }

  private Flux<ServerSentEvent<JsonNode>> events(String location) {
    return WebClient.create("http://127.0.0.1:" + port)
        .get()
        .uri(location + "/events")
        .retrieve()
        .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {});
  }
}
