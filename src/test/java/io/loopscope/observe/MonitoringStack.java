package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The running application, at work under the eyes of a Prometheus. */
final class MonitoringStack implements AutoCloseable {
  private static final List<String> PLACES =
      List.of(
          "event-loop",
          "cooperative",
          "single",
          "parallel",
          "bounded-elastic",
          "virtual-threads",
          "process");

  private final HttpClient client = HttpClient.newHttpClient();
  private final LabProcess child;
  private final int service;
  private final int console;
  private final Prometheus prometheus;
  private final Instant start = Instant.now();

  private MonitoringStack(LabProcess child, Path folder) throws IOException, InterruptedException {
    this.child = child;
    console = Integer.parseInt(child.await(": Console +http://localhost:(\\d+)/$"));
    service = Integer.parseInt(child.await(": API +http://localhost:(\\d+)/api$"));
    prometheus = Prometheus.scraping(console, folder);
  }

  static MonitoringStack start(Path folder) throws IOException, InterruptedException {
    LabProcess child = LabProcess.start("loopscope.service.loops=4", "loopscope.probe.timeout=2s");
    try {
      return new MonitoringStack(child, folder);
    } catch (Throwable failure) {
      child.close();
      throw failure;
    }
  }

  Prometheus prometheus() {
    return prometheus;
  }

  /** When the scrapes began. */
  Instant start() {
    return start;
  }

  /** Does each kind of work twice, with scrapes in between, and blocks a loop in two ways. */
  void work() throws IOException {
    CompletableFuture<HttpResponse<InputStream>> stream =
        client.sendAsync(request("/api/stream/ticks?every=1s"), BodyHandlers.ofInputStream());
    for (int round = 1; round <= 2; round++) {
      doEachKindOfWork();
      prometheus.await(
          "sum(loopscope_work_seconds_count{on=\"process\",phase=\"run\"}) >= " + round);
    }
    blockAndAwaitThatItIsSeen("/api/cpu/primes?units=2500&on=event-loop");
    blockAndAwaitThatItIsSeen("/api/io/blocking?delay=2500ms&on=event-loop");
    prometheus.await("sum(eventloop_blocks_seconds_count{cause=\"wait\",group=\"http\"}) > 0");
    stream.join().body().close();
  }

  /** The command for a shell, with the ports of this application for the usual ones. */
  String here(String command) {
    return command
        .replace("localhost:8080", "localhost:" + service)
        .replace("localhost:8081", "localhost:" + console);
  }

  @Override
  public void close() {
    prometheus.close();
    child.close();
  }

  private void doEachKindOfWork() {
    List<CompletableFuture<HttpResponse<Void>>> answers =
        Stream.concat(
                PLACES.stream().map(on -> "/api/cpu/primes?units=20&on=" + on),
                Stream.of(
                    "/api/io/gather?calls=5&delay=50ms",
                    "/api/io/blocking?delay=50ms&on=bounded-elastic",
                    "/api/cpu/primes?units=many"))
            .map(path -> client.sendAsync(request(path), BodyHandlers.discarding()))
            .toList();
    assertThat(answers.stream().map(it -> it.join().statusCode()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(200, 400);
  }

  private void blockAndAwaitThatItIsSeen(String path) {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(path), BodyHandlers.discarding());
    prometheus.await("max(eventloop_blocked_seconds{group=\"http\"}) > 0.2");
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + service + path)).build();
  }
}
