package io.loopscope.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.HeldLoop;
import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@LabTest
@Tag("undisturbed")
class PlanesIT {
  private static final Duration BLOCK = Duration.ofSeconds(5);

  @Autowired private LoopRegistry loops;
  @LocalServerPort private int service;
  @LocalManagementPort private int console;

  @Value("${server.address}")
  private String address;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void noThreadServesTwoPlanes() {
    assertThat(loops.all())
        .extracting(WatchedLoop::group)
        .contains("http", "console", "downstream");
    Set<Thread> threads =
        loops.all().stream().flatMap(loop -> loop.thread().stream()).collect(Collectors.toSet());
    long started = loops.all().stream().filter(loop -> loop.thread().isPresent()).count();
    assertThat(threads).hasSize((int) started);
    assertThat(loops.all())
        .filteredOn(loop -> loop.thread().isPresent())
        .allSatisfy(
            loop ->
                assertThat(loop.thread().orElseThrow().getName()).startsWith(loop.group() + "-"));
  }

  @Test
  void theConsoleAnswersWhileEveryLoopOfTheServiceIsBlocked() throws Exception {
    get(console, "/actuator/prometheus");
    get(console, "/actuator/health/readiness");
    List<HeldLoop> blocks = loops.group("http").stream().map(HeldLoop::of).toList();
    try {
      List<Long> scrapes = new ArrayList<>();
      List<Long> probes = new ArrayList<>();
      long end = System.nanoTime() + BLOCK.toNanos();
      while (System.nanoTime() < end) {
        scrapes.add(millis("/actuator/prometheus"));
        probes.add(millis("/actuator/health/readiness"));
      }
      assertThat(median(scrapes)).isLessThan(100);
      assertThat(median(probes)).isLessThan(100);
      assertThat(blocks)
          .allSatisfy(
              block -> assertThat(block.loop().awakeNanos()).isGreaterThan(BLOCK.toNanos()));
      assertThat(get(console, "/actuator/prometheus").body())
          .containsPattern("eventloop_blocked_seconds\\{group=\"http\",loop=\"0\"\\} [5-9]");
    } finally {
      blocks.forEach(HeldLoop::close);
    }
  }

  @Test
  void aBrowserIsLedFromTheServiceToTheConsole() throws Exception {
    HttpResponse<String> answer = get(service, "/");

    assertThat(answer.statusCode()).isEqualTo(302);
    URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(location).isEqualTo(URI.create("http://" + address + ":" + console + "/"));
    assertThat(get(console, "/").body()).contains("<title>Loopscope</title>");
  }

  @Test
  void theServiceDoesNotServeTheConsole() throws Exception {
    assertThat(get(service, "/actuator/prometheus").statusCode()).isEqualTo(404);
    assertThat(get(console, "/api/ping").statusCode()).isEqualTo(404);
  }

  private long millis(String path) throws Exception {
    long start = System.nanoTime();
    assertThat(get(console, path).statusCode()).isIn(200, 503); // starved loops are not ready
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + address + ":" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
