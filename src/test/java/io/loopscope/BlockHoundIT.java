package io.loopscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loopscope.downstream.DownstreamUrl;
import io.loopscope.eventloop.Loop;
import io.loopscope.eventloop.Loops;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.blockhound.BlockHound;

/**
 * Nothing blocks an event loop but what is meant to. In a JVM of its own, because there is no way
 * to take BlockHound out of one.
 */
@LabTest
@Tag("blockhound")
class BlockHoundIT {
  private static final Pattern LOOP = Pattern.compile("(http|console|downstream)-\\w+-\\d+");

  /** How NIO reads files; BlockHound knows only the old ways. */
  private static final String FILES = "sun.nio.ch.UnixFileDispatcherImpl";

  private static final Queue<Blocking> FOUND = new ConcurrentLinkedQueue<>();

  private final HttpClient client = HttpClient.newHttpClient();

  @Autowired private Loops loops;
  @Autowired private DownstreamUrl downstream;
  @LocalServerPort private int service;
  @LocalManagementPort private int console;

  /** Takes notes instead of throwing, so that what is meant to block can. */
  @BeforeAll
  static void watch() {
    BlockHound.builder()
        .loadIntegrations()
        .markAsBlocking(FILES, "read0", "(Ljava/io/FileDescriptor;JI)I")
        .markAsBlocking(FILES, "pread0", "(Ljava/io/FileDescriptor;JIJ)I")
        .blockingMethodCallback(method -> note(method.toString()))
        .install();
  }

  @BeforeEach
  void forget() {
    FOUND.clear();
  }

  @ParameterizedTest
  @EnumSource
  void noticesWhateverBlocksALoop(WayToBlock way) {
    Loop loop = loops.group("http").getFirst();
    CompletableFuture<Void> done = CompletableFuture.runAsync(way::block, loop::execute);

    assertThat(done).succeedsWithin(Duration.ofSeconds(10));
    assertThat(FOUND).isNotEmpty();
  }

  @Test
  void noticesTheCallThatIsMeantToBlockALoop() throws Exception {
    assertThat(get(service, "/api/io/blocking?on=event-loop&delay=50ms")).isEqualTo(200);

    assertThat(FOUND).isNotEmpty().allSatisfy(BlockHoundIT::isTheBlockingClient);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/ping",
        "/api/none",
        "/api/openapi",
        "/api/openapi.yaml",
        "/api/loops",
        "/api/sockets",
        "/api/tasks",
        "/api/tasks/none",
        "/api/io/call?delay=5ms",
        "/api/io/call?delay=soon",
        "/api/io/sequential?delay=5ms",
        "/api/io/gather?delay=1ms..20ms",
        "/api/io/gather?delay=5ms&fail=3",
        "/api/io/gather?delay=5ms&fail=3&return-exceptions=true&concurrency=2",
        "/api/io/wait?delay=1ms..20ms",
        "/api/io/wait?delay=1s&until=all-completed&timeout=20ms",
        "/api/io/as-completed?delay=1ms..20ms",
        "/api/io/wait-for?delay=1s&timeout=20ms",
        "/api/io/shield?delay=100ms&timeout=20ms",
        "/api/io/sleep?delay=5ms",
        "/api/io/blocking?delay=5ms&on=parallel",
        "/api/io/blocking?delay=5ms&on=bounded-elastic",
        "/api/io/blocking?delay=5ms&on=virtual-threads",
        "/api/files/1B",
        "/api/files/3MB",
        "/api/cpu/sorting"
      })
  void servesWithoutBlockingALoop(String path) throws Exception {
    get(service, path);

    assertThat(FOUND).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event-loop",
        "cooperative",
        "single",
        "parallel",
        "bounded-elastic",
        "virtual-threads"
      })
  void computesWithoutBlockingALoop(String on) throws Exception {
    for (String workload : List.of("primes", "hash", "deflate", "matrix", "mandelbrot")) {
      assertThat(get(service, "/api/cpu/" + workload + "?units=10&on=" + on)).isEqualTo(200);
    }
    get(service, "/api/cpu/matrix?units=10&impl=library&on=" + on);
    send(request(service, "/api/cpu/mandelbrot?units=10&on=" + on).header("Accept", "image/png"));

    assertThat(FOUND).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"work\":\"io\",\"delay\":\"5ms\"}",
        "{\"work\":\"cpu\",\"workload\":\"primes\",\"units\":3,\"on\":\"cooperative\"}",
        "{\"work\":\"cpu\",\"workload\":\"hash\",\"units\":3,\"on\":\"event-loop\"}",
        "{\"work\":",
        "[]"
      })
  void startsTasksWithoutBlockingALoop(String task) throws Exception {
    send(
        request(service, "/api/tasks")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(task)));
    send(request(service, "/api/loops/http-0/run").POST(BodyPublishers.noBody()));
    get(service, "/api/tasks");

    assertThat(FOUND).isEmpty();
  }

  @Test
  void streamsWithoutBlockingALoop() throws Exception {
    CompletableFuture<Void> ticks =
        client
            .sendAsync(
                request(service, "/api/stream/ticks?every=10ms").build(), BodyHandlers.ofLines())
            .thenAccept(
                answer -> {
                  try (Stream<String> lines = answer.body()) {
                    lines.limit(20).forEach(line -> {});
                  }
                });
    CompletableFuture<CharSequence> echoed = new CompletableFuture<>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + service + "/api/stream/echo"), listener(echoed))
            .get();
    socket.sendText("hello", true).get();

    assertThat(echoed.get()).hasToString("hello");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
    ticks.get();
    assertThat(FOUND).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page/page.js",
        "/page/page.css",
        "/page/none.js",
        "/none",
        "/actuator",
        "/actuator/health",
        "/actuator/health/readiness",
        "/actuator/health/liveness",
        "/actuator/info",
        "/actuator/prometheus",
        "/actuator/metrics",
        "/actuator/metrics/jvm.memory.used",
        "/actuator/metrics/process.files.open",
        "/actuator/eventloops"
      })
  void tellsWithoutBlockingALoop(String path) throws Exception {
    get(console, path);

    assertThat(FOUND).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/call?delay=5ms",
    "/call?delay=5ms&status=503",
    "/call?delay=soon",
    "/call?delay=0ms&fault=drip&bytes=5&interval=5ms",
    "/stats",
    "/none"
  })
  void isSlowWithoutBlockingALoop(String path) throws Exception {
    get(downstream.get().getPort(), path);

    assertThat(FOUND).isEmpty();
  }

  @Test
  void cancelsWithoutBlockingALoop() {
    CompletableFuture<?> call =
        client.sendAsync(
            request(service, "/api/io/call?delay=50s").build(), BodyHandlers.discarding());
    await().until(() -> downstreamStats().contains("\"active\":1"));
    call.cancel(true);
    await().until(() -> downstreamStats().contains("\"active\":0"));

    assertThat(FOUND).isEmpty();
  }

  private String downstreamStats() throws Exception {
    return client
        .send(request(downstream.get().getPort(), "/stats").build(), BodyHandlers.ofString())
        .body();
  }

  private int get(int port, String path) throws IOException, InterruptedException {
    return send(request(port, path));
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  private static WebSocket.Listener listener(CompletableFuture<CharSequence> message) {
    return new WebSocket.Listener() {
      @Override
      public CompletableFuture<?> onText(WebSocket socket, CharSequence text, boolean last) {
        message.complete(text);
        return CompletableFuture.completedFuture(null);
      }
    };
  }

  private enum WayToBlock {
    SLEEP {
      @Override
      void run() throws Exception {
        Thread.sleep(1);
      }
    },
    WAIT {
      @Override
      synchronized void run() throws Exception {
        wait(1);
      }
    },
    PARK {
      @Override
      void run() throws Exception {
        LockSupport.parkNanos(1);
      }
    },
    LATCH {
      @Override
      void run() throws Exception {
        new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
      }
    },
    FILE {
      @Override
      void run() throws Exception {
        Files.readString(Path.of("pom.xml"));
      }
    },
    STREAM {
      @Override
      void run() throws Exception {
        try (InputStream file = new FileInputStream("pom.xml")) {
          file.readAllBytes();
        }
      }
    },
    ARCHIVE {
      @Override
      void run() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile("pom.xml", "r")) {
          file.read(new byte[10]);
        }
      }
    },
    CONNECT {
      @Override
      void run() throws Exception {
        try (ServerSocket server = new ServerSocket(0);
            Socket socket = new Socket()) {
          socket.connect(server.getLocalSocketAddress());
        }
      }
    };

    abstract void run() throws Exception;

    void block() {
      try {
        run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void note(String method) {
    String thread = Thread.currentThread().getName();
    if (LOOP.matcher(thread).matches()) {
      FOUND.add(new Blocking(method, thread, List.of(new Throwable().getStackTrace())));
    }
  }

  private static void isTheBlockingClient(Blocking blocking) {
    assertThat(blocking.stack())
        .anyMatch(frame -> frame.getClassName().equals("io.loopscope.io.BlockingClient"));
  }

  private record Blocking(String method, String thread, List<StackTraceElement> stack) {
    @Override
    public String toString() {
      return stack.stream()
          .map(frame -> "\n  at " + frame)
          .collect(Collectors.joining("", method + " on " + thread, "\n"));
    }
  }
}
