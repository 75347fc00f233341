package io.loopscope.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@LabTest
class LoopIT {
  private final ConnectionProvider oneConnection = ConnectionProvider.create("one", 1);

  @Autowired LoopRegistry loops;
  @LocalServerPort int port;
  private WebTestClient client = WebTestClient.bindToServer().build();

  /** One connection, so that one loop serves all requests of a test. */
  @BeforeEach
  void connect() {
    client =
        WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.create(oneConnection)))
            .baseUrl("http://127.0.0.1:" + port)
            .build();
  }

  @AfterEach
  void disconnect() {
    oneConnection.dispose();
  }

  @Test
  void pingsFromTheLoopThatServesTheConnection() {
    PingController.Pong pong = ping();
    assertThat(pong.pong()).isTrue();
    assertThat(pong.thread()).isEqualTo(threadOf(servingLoop()));
    assertThat(ping()).isEqualTo(pong);
  }

  @Test
  void pingsInOneLineForTheTerminal() {
    client
        .get()
        .uri("/api/ping")
        .accept(TEXT_PLAIN)
        .exchange()
        .expectBody(String.class)
        .value(text -> assertThat(text).startsWith("pong from http-").endsWith("\n"));
  }

  @Test
  void reportsEveryLoopOfThisProcess() {
    client
        .get()
        .uri("/api/loops")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.loops.length()")
        .isEqualTo(loops.all().size())
        .jsonPath("$.loops[0].group")
        .isEqualTo("http")
        .jsonPath("$.loops[0].loop")
        .isEqualTo(0)
        .jsonPath("$.loops[0].name")
        .isEqualTo("http-0")
        .jsonPath("$.loops[0].thread")
        .isEqualTo(threadOf(loops.group("http").getFirst()))
        .jsonPath("$.loops[?(@.awakeMs > 0)]")
        .isNotEmpty()
        .jsonPath("$.loops[?(@.connections > 0)]")
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http-0", "http-1", "1"})
  void hopsFromAForeignThreadToTheLoop(String name) {
    WatchedLoop target = loops.group("http").get(name.endsWith("1") ? 1 : 0);
    LoopHop hop =
        client
            .post()
            .uri("/api/loops/{loop}/run", name)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(LoopHop.class)
            .returnResult()
            .getResponseBody();
    assertThat(hop).isNotNull();
    assertThat(hop.loop()).isEqualTo(target.index());
    assertThat(hop.from()).startsWith("bounded-elastic-");
    assertThat(hop.on()).isEqualTo(threadOf(target));
    assertThat(hop.hopMs()).isBetween(0.0, 10_000.0);
    assertThat(hop.runMs()).isBetween(0.0, 10_000.0);
  }

  @Test
  void answersAtTheTimeoutIfTheLoopIsBlocked() {
    WatchedLoop blocked = anotherLoopThan(servingLoop());
    CountDownLatch release = new CountDownLatch(1);
    blocked.execute(() -> hold(release));
    try {
      ProblemAnswer.of(
              client.post().uri("/api/loops/{loop}/run?timeout=100ms", blocked.name()).exchange(),
              504)
          .hasDetailLike("loop " + blocked.name() + " did not start the task within 100ms.*");
    } finally {
      release.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /api/loops/http-99/run            | 404 | no such loop; there are: http-0, http-1, .*
          POST | /api/loops/99/run                 | 404 | no such loop; there are: http-0, http-1, .*
          POST | /api/loops/-1/run                 | 404 | no such loop; there are: http-0, http-1, .*
          POST | /api/loops/console-0/run          | 403 | loop console-0 must stay responsive .* http-0, http-1, .*
          POST | /api/loops/http-0/run?timeout=2h  | 400 | timeout=.* is not allowed; .*
          POST | /api/loops/http-0/run?timeout=x   | 400 | timeout=x is not allowed; .*
          POST | /api/loops/http-0/run?busy=1s     | 400 | busy=1s is not allowed; allowed: parameters timeout
          GET  | /api/loops?group=http             | 400 | group=http is not allowed; .*
          GET  | /api/ping?loop=1                  | 400 | loop=1 is not allowed; .*
          GET  | /api/loops/http-0/run             | 405 | .*
          POST | /api/ping                         | 405 | .*
          """)
  void refusesABadRequest(String method, String path, int status, String detail) {
    ProblemAnswer.of(client.method(HttpMethod.valueOf(method)).uri(path).exchange(), status)
        .hasDetailLike(detail);
  }

  @Test
  void saysThatATaskIsHandedOverWithPost() {
    client
        .get()
        .uri("/api/loops/http-0/run")
        .exchange()
        .expectHeader()
        .valueEquals("Allow", "POST");
  }

  private PingController.Pong ping() {
    PingController.Pong pong =
        client
            .get()
            .uri("/api/ping")
            .exchange()
            .expectBody(PingController.Pong.class)
            .returnResult()
            .getResponseBody();
    assertThat(pong).isNotNull();
    return pong;
  }

  private WatchedLoop servingLoop() {
    Integer index = ping().loop();
    assertThat(index).isNotNull();
    return loops.find("http", index).orElseThrow();
  }

  private WatchedLoop anotherLoopThan(WatchedLoop loop) {
    return loops.group("http").stream().filter(other -> other != loop).findFirst().orElseThrow();
  }

  private static String threadOf(WatchedLoop loop) {
    return loop.thread().orElseThrow().getName();
  }

  private static void hold(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
