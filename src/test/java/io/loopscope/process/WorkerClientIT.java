package io.loopscope.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worker that the lab of the tests starts: on=process from end to end. */
@LabTest
class WorkerClientIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int AT_ONCE = 50;

  @Autowired private LoopRegistry loops;
  @Autowired private MeterRegistry registry;
  @LocalServerPort private int port;

  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"primes", "hash", "deflate", "matrix", "mandelbrot"})
  void computesWhatThisProcessComputes(String workload) throws Exception {
    JsonNode here = json(get("/api/cpu/" + workload + "?units=3&on=parallel"));
    JsonNode there = json(get("/api/cpu/" + workload + "?units=3&on=process"));

    assertThat(there.path("checksum")).isEqualTo(here.path("checksum"));
    assertThat(there.path("on").asString()).isEqualTo("process");
    assertThat(there.path("thread").asString()).matches("worker \\d+ parallel-\\d+");
    assertThat(there.path("queuedMs").doubleValue()).isPositive();
    assertThat(there.path("runMs").doubleValue()).isPositive();
  }

  @Test
  void drawsTheSamePicture() throws Exception {
    byte[] here = picture("parallel").body();
    HttpResponse<byte[]> there = picture("process");

    assertThat(there.body()).isEqualTo(here);
    assertThat(there.headers().firstValue("Server-Timing").orElseThrow()).contains("worker ");
  }

  @Test
  void worksForNothingElse() throws Exception {
    assertThat(get("/api/io/blocking?on=process").statusCode()).isEqualTo(400);
  }

  /** Work of minutes, that ends because it is cancelled. */
  @Test
  void noThreadOfThisProcessWaits() throws Exception {
    ask(AT_ONCE, 1).forEach(CompletableFuture::join);
    int before = threads();

    ask(AT_ONCE, 5_000);
    await().atMost(SOON).until(() -> active() == AT_ONCE);

    assertThat(threads() - before).isLessThan(AT_ONCE / 2);
    CountDownLatch turns = new CountDownLatch(loops.group("http").size());
    loops.group("http").forEach(loop -> loop.execute(turns::countDown));
    assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(get("/api/ping").statusCode()).isEqualTo(200);
    assertThat(active()).isGreaterThan(AT_ONCE / 2.0);

    client.shutdownNow();
    await().atMost(SOON).until(() -> active() == 0);
  }

  @Test
  void aWorkerThatIsKilledIsReplacedAndItsWorkDoneAgain() throws Exception {
    long before = ProcessTable.worker(get("/api/cpu/primes?units=1&on=process").body());
    double restarts = restarts();
    CompletableFuture<HttpResponse<String>> answer = send("/api/cpu/primes?units=500&on=process");
    await().atMost(SOON).until(() -> active() == 1);

    ProcessTable.kill(before);

    assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(ProcessTable.worker(answer.join().body())).isNotEqualTo(before);
    assertThat(restarts()).isEqualTo(restarts + 1);
    assertThat(get("/api/cpu/primes?units=1&on=process").statusCode()).isEqualTo(200);
  }

  /** Work of half a minute, so that it cannot have ended by itself. */
  @Test
  void theWorkerStopsOnceTheClientIsGone() throws Exception {
    long worker = ProcessTable.worker(get("/api/cpu/primes?units=1&on=process").body());
    try (Socket gone = new Socket("127.0.0.1", port)) {
      Duration before = cpu(worker);
      gone.getOutputStream()
          .write(
              "GET /api/cpu/primes?units=30000&on=process HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(US_ASCII));
      await().atMost(SOON).until(() -> cpu(worker).minus(before).toMillis() > 300);
    }
    AtomicReference<Duration> before = new AtomicReference<>(Duration.ZERO);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              Duration now = cpu(worker);
              return now.minus(before.getAndSet(now)).toMillis() < 100;
            });
    assertThat(active()).isZero();
  }

  private List<CompletableFuture<HttpResponse<String>>> ask(int times, int units) {
    return IntStream.range(0, times)
        .mapToObj(time -> send("/api/cpu/primes?units=" + units + "&on=process"))
        .toList();
  }

  private CompletableFuture<HttpResponse<String>> send(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> picture(String on) throws IOException, InterruptedException {
    return client.send(
        request("/api/cpu/mandelbrot?units=20&on=" + on).header("Accept", "image/png").build(),
        BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private double active() {
    return registry.get("loopscope.work.active").tag("on", "process").gauge().value();
  }

  private double restarts() {
    return registry.get("loopscope.process.restarts").tag("role", "worker").counter().count();
  }
}
