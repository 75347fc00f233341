package io.loopscope.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.SynchronousQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * A child JVM in which loops are watched, so that all of it can be put into {@link Surroundings},
 * or stopped: by its parent with SIGSTOP, or by itself with a full collection of a heap that has
 * something to mark.
 */
final class TrialJvm {
  private static final String STOP = "!stop ";
  private static final int LIVE_OBJECTS = 6_000_000;
  private static final JsonMapper JSON = new JsonMapper();

  private TrialJvm() {}

  /**
   * Runs {@code each} trials of every duration in a child; none if the machine does not let it be
   * made.
   */
  static List<TrialOutcome> run(
      Surroundings surroundings, Injection injection, int each, int... millis)
      throws IOException, InterruptedException {
    if (!surroundings.isAvailable()) {
      return List.of();
    }
    List<Process> outside = surroundings.startOutside();
    Process child =
        surroundings.start(TrialJvm.class, arguments(surroundings, injection, each, millis));
    Process shell = new ProcessBuilder("sh").start();
    try (BufferedReader lines = child.inputReader();
        Writer signals = shell.outputWriter()) {
      return read(lines, signals, child.pid());
    } finally {
      child.destroyForcibly().waitFor();
      shell.destroy();
      outside.forEach(Process::destroyForcibly);
    }
  }

  private static List<String> arguments(
      Surroundings surroundings, Injection injection, int each, int... millis) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(surroundings.name(), injection.name(), String.valueOf(each)));
    for (int duration : millis) {
      arguments.add(String.valueOf(duration));
    }
    return arguments;
  }

  private static List<TrialOutcome> read(BufferedReader lines, Writer signals, long pid)
      throws IOException {
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(STOP)) {
        double seconds = Long.parseLong(line.substring(STOP.length())) / 1e9;
        signals.write("kill -STOP %d; sleep %.3f; kill -CONT %d%n".formatted(pid, seconds, pid));
        signals.flush();
      } else if (line.startsWith("{")) {
        outcomes.add(JSON.readValue(line, TrialOutcome.class));
      }
    }
    return outcomes;
  }

  /**
   * In the child: the surroundings, the injection, how many of each duration, the durations in
   * milliseconds.
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    Surroundings surroundings = Surroundings.valueOf(arguments[0]);
    Injection injection = Injection.valueOf(arguments[1]);
    int each = Integer.parseInt(arguments[2]);
    try (BlockTrials trials =
        new BlockTrials(surroundings, new SplittableRandom(), stopper(injection)::stop)) {
      trials.warmUp(Injection.SPIN, Injection.SPIN, Injection.SLEEP);
      trials.run(injection, 50);
      surroundings.startInside();
      for (int i = 0; i < each; i++) {
        for (int at = 3; at < arguments.length; at++) {
          TrialOutcome outcome = trials.run(injection, Integer.parseInt(arguments[at]));
          System.out.println(JSON.writeValueAsString(outcome));
        }
      }
    }
  }

  private static Stopper stopper(Injection injection) {
    if (injection == Injection.STOP) {
      return TrialJvm::askToBeStopped;
    }
    if (injection != Injection.GC) {
      return nanos -> {};
    }
    SynchronousQueue<Boolean> orders = new SynchronousQueue<>();
    Thread.ofPlatform().daemon().name("collector").start(() -> collect(orders));
    return nanos -> orders.offer(true);
  }

  private static void askToBeStopped(long nanos) {
    byte[] line = (STOP + nanos + "\n").getBytes(StandardCharsets.US_ASCII);
    synchronized (System.out) {
      try {
        System.out.write(line);
        System.out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void collect(SynchronousQueue<Boolean> orders) {
    Object[] live = null;
    for (int i = 0; i < LIVE_OBJECTS; i++) {
      live = new Object[] {live};
    }
    try {
      while (orders.take() && live != null) {
        System.gc();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Stopper {
    void stop(long nanos);
  }
}
