package io.loopscope.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.LabProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The running service with a collector, and with a downstream and a worker that look at headers.
 */
class TracingIT {
  private static final ServiceNeighbours NEIGHBOURS = new ServiceNeighbours();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static LabProcess service;
  private static String api;
  private static String console;

  @BeforeAll
  static void start() throws Exception {
    service =
        LabProcess.start(
            "loopscope.role=service",
            "loopscope.downstream.url=" + NEIGHBOURS.url(),
            "loopscope.worker.url=" + NEIGHBOURS.url(),
            TraceSwitch.ENDPOINT + "=" + NEIGHBOURS.url() + "/v1/traces",
            "management.opentelemetry.tracing.export.schedule-delay=50ms",
            "management.tracing.sampling.probability=1",
            "logging.structured.format.console=ecs",
            "logging.level.org.springframework.web.reactive.function.client=debug");
    api = service.await("(http:..localhost:\\d+/api)\"");
    console = service.await("(http:..localhost:\\d+)/actuator/prometheus\"");
  }

  @AfterAll
  static void stop() {
    service.close();
    NEIGHBOURS.close();
  }

  @Test
  void aRequestIsOneTraceFromTheServiceToItsDownstream() throws Exception {
    get(api + "/io/call");
    String trace = NEIGHBOURS.traceOf("/call");

    NEIGHBOURS.awaitSpan(trace, "http get /api/io/call");
    NEIGHBOURS.awaitSpan(trace, "http get");
    assertThat(NEIGHBOURS.spans()).contains("service.name", "loopscope");
  }

  @Test
  void aRequestIsOneTraceFromTheServiceToItsWorker() throws Exception {
    get(api + "/cpu/primes?units=1&on=process");

    NEIGHBOURS.awaitSpan(NEIGHBOURS.traceOf("/work"), "http get /api/cpu/");
  }

  @Test
  void whatIsLoggedForARequestHasItsTrace() throws Exception {
    get(api + "/io/gather?calls=1");
    String trace = NEIGHBOURS.traceOf("/call");

    assertThat(service.log())
        .anyMatch(line -> line.startsWith("{") && line.contains("\"" + trace + "\""));
  }

  @Test
  void aSlowRequestOfAHistogramLeadsToItsTrace() throws Exception {
    get(api + "/io/sequential?calls=1");
    String trace = NEIGHBOURS.traceOf("/call");

    await().untilAsserted(() -> assertThat(scrape()).contains("trace_id=\"" + trace + "\""));
  }

  @Test
  void observersAreNotTraced() throws Exception {
    scrape();
    await("a probe").until(() -> scrape().contains("loopscope_probe_seconds_count"));
    get(api + "/io/as-completed?calls=1");

    NEIGHBOURS.awaitSpan(NEIGHBOURS.traceOf("/call"), "http get /api/io/as-completed");
    assertThat(NEIGHBOURS.spans().contains("/actuator")).isFalse();
    assertThat(NEIGHBOURS.spans().contains("/api/ping")).isFalse();
  }

  private static String scrape() throws Exception {
    return get(console + "/actuator/prometheus");
  }

  private static String get(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", "application/openmetrics-text, application/json")
            .build();
    var answer = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
