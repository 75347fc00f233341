package io.loopscope.image;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes an AOT cache from a real run: starts the program in a JVM of its own, asks it over HTTP for
 * what clients ask on a usual day, and stops it. That JVM then writes the cache: the classes it
 * loaded, linked, and how often it ran which code. Work that blocks a loop on purpose is left out.
 *
 * <p>Arguments: the cache, then the JVM's options and the program, as they will be run.
 */
final class AotCacheTraining {
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 100;
  private static final int USUAL_IN_A_ROUND = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final List<String> USUAL =
      List.of(
          "/api/ping",
          "/api/io/call?delay=1ms",
          "/api/io/gather?calls=5&delay=1ms",
          "/api/cpu/primes?units=1&on=parallel");

  private static final List<String> SELDOM =
      List.of(
          "/api",
          "/api/loops",
          "/api/sockets",
          "/api/openapi",
          "/api/files/64KB",
          "/api/io/as-completed?calls=2&delay=1ms",
          "/api/io/blocking?delay=1ms&on=bounded-elastic",
          "/api/cpu/hash?units=1&on=virtual-threads",
          "/api/cpu/mandelbrot?units=1&on=cooperative",
          "/api/cpu/primes?units=none");

  private static final List<String> CONSOLE =
      List.of("/", "/actuator/prometheus", "/actuator/eventloops", "/actuator/health/readiness");

  private final HttpClient client = HttpClient.newHttpClient();
  private final int service;
  private final int console;

  private AotCacheTraining(int service, int console) {
    this.service = service;
    this.console = console;
  }

  static void main(String[] args) throws Exception {
    Path cache = Path.of(args[0]);
    AotCacheTraining training = new AotCacheTraining(freePort(), freePort());
    Process program = training.start(cache, Stream.of(args).skip(1));
    try {
      training.run(program);
      program.destroy();
      boolean ended = program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (!ended || !Files.exists(cache)) {
        throw new IllegalStateException("no cache: " + program);
      }
    } finally {
      program.destroyForcibly();
    }
  }

  private Process start(Path cache, Stream<String> command) throws IOException {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:AOTCacheOutput=" + cache);
    Stream<String> settings =
        Stream.of(
            "--loopscope.role=lab",
            "--server.port=" + service,
            "--management.server.port=" + console,
            "--loopscope.downstream.port=0");
    return new ProcessBuilder(Stream.of(java, command, settings).flatMap(part -> part).toList())
        .inheritIO()
        .start();
  }

  private void run(Process program) throws Exception {
    while (!isReady()) {
      if (program.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("ended before it was ready: " + program);
      }
    }
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Void> done : clients.invokeAll(Collections.nCopies(ROUNDS, round()))) {
        done.get();
      }
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return status(console, "/actuator/health/readiness") == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Callable<Void> round() {
    return () -> {
      for (int i = 0; i < USUAL_IN_A_ROUND; i++) {
        ask(service, USUAL);
      }
      ask(service, SELDOM);
      ask(console, CONSOLE);
      return null;
    };
  }

  private void ask(int port, List<String> paths) throws IOException, InterruptedException {
    for (String path : paths) {
      int status = status(port, path);
      if (status >= 500) {
        throw new IllegalStateException(path + " was answered " + status);
      }
    }
  }

  private int status(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }
}
