package io.loopscope.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;
import static org.springframework.http.MediaType.TEXT_PLAIN;

import io.loopscope.LabTest;
import io.loopscope.ProblemAnswer;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;

@LabTest
class SocketIT {
  @Autowired WebTestClient client;
  @Autowired LoopRegistry loops;
  @LocalServerPort int port;

  @Value("${local.management.port}")
  int consolePort;

  private WebTestClient console = WebTestClient.bindToServer().build();

  @BeforeEach
  void connectToTheConsole() {
    console =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + consolePort)
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .build();
  }

  @Test
  void reportsTransportAndDescriptorsAndConnections() {
    client
        .get()
        .uri("/api/sockets")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.transport")
        .isEqualTo(loops.group("http").getFirst().transport())
        .jsonPath("$.available[0]")
        .isNotEmpty()
        .jsonPath("$.fileDescriptors.open")
        .isNotEmpty()
        .jsonPath("$.fileDescriptors.max")
        .isNotEmpty()
        .jsonPath("$.loops.length()")
        .isEqualTo(loops.all().size())
        .jsonPath("$.loops[0].group")
        .isEqualTo("http")
        .jsonPath("$.loops[?(@.connections > 0)]")
        .isNotEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void reportsTheAcceptQueueOfEachPlane() {
    client
        .get()
        .uri("/api/sockets")
        .exchange()
        .expectBody()
        .jsonPath("$.listening[?(@.plane == 'service')].port")
        .isEqualTo(port)
        .jsonPath("$.listening[?(@.plane == 'console')].port")
        .isEqualTo(consolePort)
        .jsonPath("$.listening[?(@.plane == 'service')].acceptQueue.length")
        .isEqualTo(0)
        .jsonPath("$.listening[?(@.plane == 'service')].acceptQueue.limit")
        .value(List.class, limit -> assertThat((Integer) limit.getFirst()).isBetween(1, 1024));
  }

  @Test
  void reportsItInAFewLinesForTheTerminal() {
    client
        .get()
        .uri("/api/sockets")
        .accept(TEXT_PLAIN)
        .exchange()
        .expectBody(String.class)
        .value(
            text ->
                assertThat(text).contains("file descriptors", "service :" + port).endsWith("\n"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void showsTheAcceptQueueFillWhileEveryServiceLoopIsBlocked() {
    CountDownLatch release = new CountDownLatch(1);
    List<WatchedLoop> blocked = loops.group("http");
    CountDownLatch holding = new CountDownLatch(blocked.size());
    blocked.forEach(loop -> loop.execute(() -> hold(holding, release)));
    await().until(() -> holding.getCount() == 0);
    List<Socket> waiting = Stream.generate(this::connect).limit(3).toList();
    try {
      await().untilAsserted(() -> assertThat(acceptQueue()).isEqualTo(3));
    } finally {
      release.countDown();
      waiting.forEach(SocketIT::close);
    }
    await().untilAsserted(() -> assertThat(acceptQueue()).isZero());
  }

  @Test
  void refusesWhatIsNotThere() {
    ProblemAnswer.of(client.get().uri("/api/sockets?verbose=true").exchange(), 400);
    client
        .delete()
        .uri("/api/sockets")
        .exchange()
        .expectStatus()
        .isEqualTo(405)
        .expectHeader()
        .valueEquals("Allow", "GET")
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON);
  }

  private double acceptQueue() {
    String series = "loopscope_accept_queue{kind=\"length\",port=\"%d\"} ".formatted(port);
    String metrics =
        console
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    return String.valueOf(metrics)
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  private Socket connect() {
    try {
      return new Socket(InetAddress.getByName("127.0.0.1"), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hold(CountDownLatch holding, CountDownLatch release) {
    holding.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
