package io.loopscope.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.loopscope.ExternalTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus of our own that scrapes one instance every second, with the rules as shipped. */
final class Prometheus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final URI url;
  private final HttpClient client = HttpClient.newHttpClient();

  private Prometheus(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it, with everything it writes in the folder. */
  static Prometheus scraping(int consolePort, Path folder)
      throws IOException, InterruptedException {
    Path program = ExternalTool.require("prometheus");
    AlertRules.unwrapAll(folder);
    Files.writeString(
        folder.resolve("prometheus.yaml"),
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ["*.rules.yaml"]
        scrape_configs:
          - job_name: loopscope
            metrics_path: /actuator/prometheus
            static_configs:
              - targets: ["localhost:%d"]
                labels: {namespace: lab, pod: lab-0}
        """
            .formatted(consolePort));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=prometheus.yaml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Prometheus started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    Awaitility.await("Prometheus").atMost(PATIENCE).until(started::isReady);
    return started;
  }

  /** Evaluates now, and fails with Prometheus' words if it cannot. */
  JsonNode query(String promql) {
    return get("query", Map.of("query", promql)).path("result");
  }

  /** Evaluates for every step from then until now. */
  JsonNode queryRange(String promql, Instant since, Duration step) {
    return get(
            "query_range",
            Map.of(
                "query",
                promql,
                "start",
                since.toString(),
                "end",
                Instant.now().toString(),
                "step",
                step.toSeconds() + "s"))
        .path("result");
  }

  /** Whether the expression had a number at any second since then. */
  boolean hadValue(String promql, Instant since) {
    return queryRange(promql, since, Duration.ofSeconds(1))
        .valueStream()
        .flatMap(series -> series.path("values").valueStream())
        .anyMatch(sample -> !sample.path(1).asString("NaN").equals("NaN"));
  }

  List<String> labelValues(String label, String series) {
    return strings(get("label/" + label + "/values", Map.of("match[]", series)));
  }

  List<String> metricNames() {
    return strings(get("label/__name__/values", Map.of()));
  }

  JsonNode rules() {
    return get("rules", Map.of()).path("groups");
  }

  void await(String promql) {
    Awaitility.await(promql).atMost(PATIENCE).until(() -> !query(promql).isEmpty());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError("Prometheus ended with " + process.exitValue());
    }
    try {
      return send("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private JsonNode get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer = send("/api/v1/" + path + "?" + query);
    if (answer.statusCode() != 200) {
      throw new AssertionError(parameters + ": " + answer.body());
    }
    return new JsonMapper().readTree(answer.body()).path("data");
  }

  private HttpResponse<String> send(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> strings(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return any.getLocalPort();
    }
  }
}
