package io.loopscope.peer;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A peer in a JVM of its own, on the first CPU alone. */
final class PeerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final URI url;
  private final double firstAnswerSeconds;

  private PeerProcess(Process process, URI url, double firstAnswerSeconds) {
    this.process = process;
    this.url = url;
    this.firstAnswerSeconds = firstAnswerSeconds;
  }

  static PeerProcess start(PeerProgram program, URI downstream)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(CpuPinning.onFirst());
    command.addAll(program.command(port, downstream));
    File log = new File("target/peers/" + program.peer() + ".log");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    URI url = URI.create("http://127.0.0.1:" + port);
    awaitAnswer(process, url.resolve(program.peer().pingPath()), log);
    return new PeerProcess(process, url, (System.nanoTime() - start) / 1e9);
  }

  URI url() {
    return url;
  }

  /** From the start of the process to its first answer. */
  double firstAnswerSeconds() {
    return firstAnswerSeconds;
  }

  /** CPU time that it has used. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  double residentMiB() throws IOException {
    return status("VmRSS") / 1024.0;
  }

  long threads() throws IOException {
    return status("Threads");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitAnswer(Process process, URI ping, File log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!answers(client, ping)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroyForcibly();
          throw new IOException("no answer from " + ping + ", see " + log);
        }
        Thread.sleep(10);
      }
    }
  }

  private static boolean answers(HttpClient client, URI ping) throws InterruptedException {
    try {
      return client
              .send(HttpRequest.newBuilder(ping).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
