package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Starts and stops Loopscope as a person does. */
class StartIT {
  private static final int TERMINATED = 128 + 15;
  private static final int AT_ONCE = 2;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void saysWhereToLookAndWhatToTryAndFinishesWhatItBeganWhenItIsStopped() throws Exception {
    try (LabProcess child = LabProcess.start()) {
      String lastTry = child.await("^(\\(curl .*on=parallel' .*; pings\\))$");
      String console = child.await(": Console +(http://localhost:\\d+/)$");
      String api = child.await(": API +(http://localhost:\\d+/api)$");
      String metrics = child.await(": Metrics +(http://localhost:\\d+/actuator/prometheus)$");
      URI downstream = URI.create(child.await("Downstream listens on (http://127.0.0.1:\\d+)$"));

      List<String> log = List.copyOf(child.log());
      List<String> said = log.subList(log.size() - 7, log.size());
      assertThat(said)
          .as("these lines are the last")
          .satisfiesExactly(
              line -> assertThat(line).endsWith(console),
              line -> assertThat(line).endsWith(api),
              line -> assertThat(line).endsWith(metrics),
              line -> assertThat(line).contains(": Try      in bash: "),
              line -> assertThat(line).startsWith("pings() {"),
              line -> assertThat(line).contains("on=event-loop"),
              line -> assertThat(line).isEqualTo(lastTry));
      assertThat(child.log()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
      for (String address : List.of(console, api, metrics)) {
        assertThat(get(URI.create(address)).statusCode()).isEqualTo(200);
      }
      assertThat(slowestOfTwelve(said.get(4), said.get(5))).isGreaterThan(1);
      assertThat(slowestOfTwelve(said.get(4), said.get(6))).isLessThan(1);
      assertListensOnLoopbackOnly(List.of(URI.create(console), URI.create(api), downstream));

      CompletableFuture<HttpResponse<String>> call =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(api + "/io/call?delay=1s")).build(),
              BodyHandlers.ofString());
      await().until(() -> get(downstream.resolve("/stats")).body().contains("\"active\":1"));
      child.process().destroy();

      assertThat(call.get().statusCode()).isEqualTo(200);
      assertThat(call.get().body()).contains("\"outcome\":\"ok\"");
      assertThat(child.exitCode()).isEqualTo(TERMINATED);
      assertThat(child.log())
          .filteredOn(line -> !line.contains(".BlockLog"))
          .noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
    }
  }

  @TestFactory
  Stream<DynamicTest> saysInOneLineWhyItCannotStart() throws IOException {
    ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    int port = taken.getLocalPort();
    String inUse = "cannot listen on 127.0.0.1:" + port + ": Address already in use";
    Map<String, String> reasons =
        Map.ofEntries(
            Map.entry("server.port=" + port, inUse),
            Map.entry("management.server.port=" + port, inUse),
            Map.entry("loopscope.downstream.port=" + port, inUse),
            Map.entry(
                "loopscope.transport=quic",
                "loopscope.transport=quic: must be one of auto, nio, epoll, io_uring"));
    ExecutorService few = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    return reasons.entrySet().stream()
        .map(reason -> failure(few, reason.getKey(), reason.getValue()))
        .toList()
        .stream()
        .onClose(
            () -> {
              few.close();
              close(taken);
            });
  }

  private static DynamicTest failure(ExecutorService starts, String settings, String reason) {
    Future<?> start =
        starts.submit(
            () -> {
              assertFails(settings, reason);
              return null;
            });
    return DynamicTest.dynamicTest(settings, start::get);
  }

  private static void assertFails(String settings, String reason) throws Exception {
    try (LabProcess child = LabProcess.start(settings.split(" "))) {
      assertThat(child.exitCode()).isEqualTo(1);
      assertThat(child.log().getLast())
          .contains(" ERROR ")
          .contains("Cannot start: " + reason)
          .hasSizeLessThan(250);
      assertThat(child.log()).filteredOn(line -> line.contains("ERROR")).hasSize(1);
      assertThat(child.log())
          .noneMatch(line -> line.startsWith("\t") || line.contains("Exception"));
    }
  }

  /** The longest time that the pasted lines print, in seconds. */
  private static double slowestOfTwelve(String definition, String line) throws Exception {
    Process bash =
        new ProcessBuilder(ExternalTool.require("bash").toString(), "-c", definition + "\n" + line)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<Double> seconds = Arrays.stream(printed.trim().split(" ")).map(Double::valueOf).toList();
    assertThat(seconds).hasSize(12);
    return Collections.max(seconds);
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  /** On Linux the whole of 127/8 is this machine, so another address of it tells. */
  private static void assertListensOnLoopbackOnly(List<URI> listening) {
    if (OS.LINUX.isCurrentOs()) {
      for (URI address : listening) {
        assertThatExceptionOfType(ConnectException.class)
            .isThrownBy(() -> new Socket("127.0.0.2", address.getPort()).close());
      }
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
