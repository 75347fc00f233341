package io.loopscope;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Loopscope in a JVM of its own, on ports of its own. */
public final class LabProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private LabProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts it quickly, without the optimizing compiler, with settings such as {@code
   * server.port=0}; the last one of a name counts.
   */
  public static LabProcess start(String... settings) throws IOException {
    return start(Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), settings);
  }

  /** Starts it with the compilers and the collector that it has in use, to be measured. */
  public static LabProcess startOptimized(String... settings) throws IOException {
    return start(Stream.of("-XX:+UseG1GC"), settings);
  }

  private static LabProcess start(Stream<String> options, String... settings) throws IOException {
    Stream<String> launch =
        Stream.of("--enable-native-access=ALL-UNNAMED", "-cp", classes(), "io.loopscope.Loopscope");
    List<String> command =
        Stream.of(Stream.of(java()), options, launch, arguments(settings))
            .flatMap(part -> part)
            .toList();
    return new LabProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  public Process process() {
    return process;
  }

  public List<String> log() {
    return log;
  }

  /** Waits for the line and returns what the pattern's first group found in it. */
  public String await(String pattern) {
    Pattern line = Pattern.compile(pattern);
    return Awaitility.await(pattern)
        .atMost(PATIENCE)
        .until(
            () -> log.stream().map(line::matcher).filter(Matcher::find).findFirst(),
            found -> found.isPresent() || hasEnded())
        .orElseThrow(() -> new AssertionError("ended without " + pattern + ": " + log))
        .group(1);
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + log);
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean hasEnded() {
    return !process.isAlive() && !reader.isAlive();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(log::add);
    } catch (IOException ended) {
      log.add(ended.toString());
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What the tests run with, without the tests: their components would be found otherwise. */
  private static String classes() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> arguments(String... settings) {
    Stream<String> anyPorts =
        Stream.of("server.port=0", "management.server.port=0", "loopscope.downstream.port=0");
    return Stream.concat(anyPorts, Arrays.stream(settings))
        .collect(
            Collectors.toMap(
                setting -> setting.split("=")[0], setting -> setting, (one, other) -> other))
        .values()
        .stream()
        .map(setting -> "--" + setting);
  }
}
