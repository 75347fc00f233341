package io.loopscope.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.HeldLoop;
import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@LabTest
class LiveStreamIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int VIEWERS = 50;

  @Autowired private LoopRegistry loops;
  @LocalManagementPort private int console;
  @LocalServerPort private int service;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void greetsWithTheServicesAddressOnTheRequestedHost() throws Exception {
    try (Stream stream = watch()) {
      JsonNode hello = stream.next("hello");

      assertThat(hello.path("service").stringValue())
          .isEqualTo("http://127.0.0.1:" + service + "/");
    }
  }

  @Test
  void containsABlockInProgressInTheShapeOfTheEndpoint() throws Exception {
    try (Stream stream = watch();
        HeldLoop held = HeldLoop.of(loops.find("http", 2).orElseThrow())) {
      assertThat(held.loop().index()).isEqualTo(2);

      JsonNode block = stream.block();
      assertThat(block.path("group").stringValue()).isEqualTo("http");
      assertThat(block.path("loop").intValue()).isEqualTo(2);
      assertThat(block.path("sentence").stringValue()).contains("has been blocked for");
      assertThat(block.path("stack").size()).isPositive();
    }
  }

  @Test
  void keepsWorkingWhileEveryLoopOfTheServiceIsBlocked() throws Exception {
    try (Stream stream = watch()) {
      List<HeldLoop> blocks = loops.group("http").stream().map(HeldLoop::of).toList();
      try {
        long start = System.nanoTime();
        for (int looks = 0; looks < 12; looks++) {
          stream.next("live");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(seconds(2), seconds(6));
        assertThat(blocks.getFirst().loop().awakeNanos()).isGreaterThan(seconds(2).toNanos());
      } finally {
        blocks.forEach(HeldLoop::close);
      }
    }
  }

  @Test
  void servesFiftyViewersWithoutAffectingTheService() throws Exception {
    List<Stream> streams = new ArrayList<>();
    try {
      for (int viewer = 0; viewer < VIEWERS; viewer++) {
        streams.add(watch());
      }
      for (Stream stream : streams) {
        stream.next("live");
      }
      assertThat(get(service, "/api/ping").body()).contains("\"pong\":true");
    } finally {
      streams.forEach(Stream::close);
    }
    await().until(() -> connections() < VIEWERS);
  }

  @Test
  void restrictsWhatBrowsersDoWithItsAnswers() throws Exception {
    for (String path : List.of("/", "/page/main.js", "/actuator/health", "/nothing")) {
      HttpResponse<String> answer = get(console, path);

      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.headers().allValues("Content-Security-Policy"))
          .singleElement()
          .asString()
          .startsWith("default-src 'none'; ")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void letsThePageConnectToTheServiceAndToAServiceToWatchOnly() throws Exception {
    String origin = "127.0.0.1:" + service;
    assertThat(connectable("/")).isEqualTo("'self' http://%s ws://%s".formatted(origin, origin));
    assertThat(connectable("/?watch=https://shop.example:9/actuator/eventloops"))
        .endsWith(" https://shop.example:9");
    for (String nonsense : List.of("*", "javascript:x", "http://a%3Bscript-src/", "http://%20*/")) {
      assertThat(connectable("/?watch=" + nonsense)).isEqualTo(connectable("/"));
    }
  }

  @Test
  void answersHeadForThePageAndItsFiles() throws Exception {
    for (String path : List.of("/", "/page/main.js")) {
      HttpRequest head = HttpRequest.newBuilder(uri(console, path)).HEAD().build();
      HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  private String connectable(String path) throws Exception {
    String policy =
        get(console, path).headers().firstValue("Content-Security-Policy").orElseThrow();
    return policy.replaceFirst(".*connect-src ([^;]*);.*", "$1");
  }

  @Test
  void compressesFilesOfThePageAndSendsThemOnlyIfChanged() throws Exception {
    HttpResponse<String> first = get(console, "/page/main.js");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Content-Type"))
        .hasValue("text/javascript;charset=UTF-8");

    assertThat(get(console, "/page/main.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
    HttpResponse<String> charts =
        get(console, "/page/echarts.esm.min.mjs", "Accept-Encoding", "gzip");
    assertThat(charts.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(charts.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isLessThan(500_000);
    assertThat(get(console, "/", "If-None-Match", "*").statusCode()).isEqualTo(200);
    assertThat(get(console, "/page/application.yaml").statusCode()).isEqualTo(404);
    assertThat(get(console, "/page/../application.yaml").statusCode()).isEqualTo(404);
  }

  @Test
  void allowsNoOtherPageToReadTheServicesAnswers() throws Exception {
    assertThat(allowedOrigin("http://127.0.0.1:" + console))
        .isEqualTo("http://127.0.0.1:" + console);
    assertThat(allowedOrigin("http://127.0.0.1:" + service)).isEmpty();
    assertThat(allowedOrigin("http://evil.example:" + console)).isEmpty();
    assertThat(allowedOrigin("null")).isEmpty();
  }

  private String allowedOrigin(String origin) throws Exception {
    HttpResponse<String> answer = get(service, "/api/ping", "Origin", origin);
    return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
  }

  private int connections() {
    return loops.group("console").stream().mapToInt(loop -> loop.connections()).sum();
  }

  private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private Stream watch() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(console, "/api/live")).build();
    return new Stream(client.send(request, BodyHandlers.ofInputStream()).body());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** The stream as a client reads it. */
  private static final class Stream implements AutoCloseable {
    private final InputStream body;
    private final BufferedReader lines;

    private Stream(InputStream body) {
      this.body = body;
      this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private JsonNode next(String event) throws IOException {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          name = line.substring("event:".length());
        } else if (line.startsWith("data:") && name.equals(event)) {
          return JSON.readTree(line.substring("data:".length()));
        }
      }
      throw new IOException("the stream ended without " + event);
    }

    private JsonNode block() throws IOException {
      while (true) {
        for (JsonNode block : next("live").path("blocks")) {
          if (block.path("ongoing").booleanValue()) {
            return block;
          }
        }
      }
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
