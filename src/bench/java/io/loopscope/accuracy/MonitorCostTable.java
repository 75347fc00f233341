package io.loopscope.accuracy;

import com.sun.management.OperatingSystemMXBean;
import io.loopscope.BenchmarkMachine;
import io.loopscope.HeldLoop;
import io.loopscope.MonitorFixture;
import io.loopscope.PingTraffic;
import io.loopscope.plane.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/**
 * Prints what the monitor costs beside what {@code ClockHookBenchmark} measures, in Markdown. Not
 * part of the build; takes about five minutes on a machine that has nothing else to do:
 *
 * <pre>./mvnw -q test -Dtest=MonitorCostTable</pre>
 */
class MonitorCostTable {
  private static final int LOOPS = 4;
  private static final int CONNECTIONS = 32;
  private static final int IDLE_LOOPS = 8;
  private static final int ROUNDS = Integer.getInteger("loopscope.cost.rounds", 40);
  private static final int IDLE_SECONDS = Integer.getInteger("loopscope.cost.idle", 20);
  private static final long ROUND_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String JUDGE = "eventloop-judge";

  @Test
  void printThroughput() throws IOException {
    LoopResources plain = LoopResources.create("plain", LOOPS, true);
    try (MonitorFixture monitored = new MonitorFixture(LOOPS, Transport.AUTO)) {
      DisposableServer without = PingTraffic.pingServer(plain);
      DisposableServer with = PingTraffic.pingServer(monitored.resources());
      for (int i = 0; i < 4; i++) {
        rate(without);
        rate(with);
      }
      System.out.printf("%n## Throughput with and without%n%n%s%n%n", BenchmarkMachine.now());
      printRatio(without, with, "watched / plain");
      printRatio(without, without, "plain / plain, to show what the machine does");
      System.out.println(BenchmarkMachine.now());
      without.disposeNow();
      with.disposeNow();
    } finally {
      plain.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }
  }

  @Test
  void printIdle() throws IOException, InterruptedException {
    double before = processCpu();
    try (MonitorFixture monitored = new MonitorFixture(IDLE_LOOPS, Transport.AUTO)) {
      monitored.loops.all().forEach(loop -> loop.execute(() -> {}));
      compile(monitored);
      long judge = judge();
      long cpuBefore = ManagementFactory.getThreadMXBean().getThreadCpuTime(judge);
      long wakeUpsBefore = wakeUps();
      double all = processCpu();
      long cpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(judge) - cpuBefore;
      long wakeUps = wakeUps() - wakeUpsBefore;
      System.out.printf(
          "%n## %d idle loops, %d s%n%n%s%n%n", IDLE_LOOPS, IDLE_SECONDS, BenchmarkMachine.now());
      System.out.println("| | %% of one core |\n|---|--:|".replace("%%", "%"));
      System.out.printf(Locale.ROOT, "| the process without watched loops | %.3f |%n", before);
      System.out.printf(Locale.ROOT, "| the process with them | %.3f |%n", all);
      System.out.printf(Locale.ROOT, "| the judge's thread | %.3f |%n", cpu / 1e7 / IDLE_SECONDS);
      System.out.printf(
          Locale.ROOT, "%nThe judge wakes %.1f times a second.%n", (double) wakeUps / IDLE_SECONDS);
    }
  }

  /** Pairs of rounds one right after the other, in an order that changes with each pair. */
  private static void printRatio(DisposableServer without, DisposableServer with, String title)
      throws IOException {
    List<Double> ratios = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
      double first = rate(i % 2 == 0 ? without : with);
      double second = rate(i % 2 == 0 ? with : without);
      ratios.add(i % 2 == 0 ? second / first : first / second);
      sum += first + second;
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    double mean = ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double variance =
        ratios.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum() / (ROUNDS - 1);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.4f, mean %.4f ± %.4f (95 %%), quartiles %.4f to %.4f, %d pairs of %d s,"
            + " about %.0f requests/s%n",
        title,
        sorted.get(ROUNDS / 2),
        mean,
        1.96 * Math.sqrt(variance / ROUNDS),
        sorted.get(ROUNDS / 4),
        sorted.get(3 * ROUNDS / 4),
        ROUNDS,
        ROUND_NANOS / 1_000_000_000,
        sum / (2 * ROUNDS));
  }

  private static double rate(DisposableServer server) throws IOException {
    try (ClosedLoad load = new ClosedLoad(server.port(), CONNECTIONS)) {
      load.run(ROUND_NANOS / 10);
      return load.run(ROUND_NANOS);
    }
  }

  /** Makes the monitor sample often, so that its code is compiled as it is after a while. */
  @SuppressWarnings("try")
  private static void compile(MonitorFixture monitored) throws InterruptedException {
    try (HeldLoop held = HeldLoop.of(monitored.loop(0))) {
      Thread.sleep(25_000);
    }
    Thread.sleep(2_000);
  }

  /** CPU time of this process while nothing happens in it, in percent of one core. */
  private static double processCpu() throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    Thread.sleep(IDLE_SECONDS * 1_000L);
    return (system.getProcessCpuTime() - before) / 1e7 / IDLE_SECONDS;
  }

  private static long judge() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(JUDGE))
        .mapToLong(Thread::threadId)
        .max()
        .orElseThrow();
  }

  private static long wakeUps() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("comm")).strip().equals(JUDGE)) {
          return Files.readAllLines(thread.resolve("status")).stream()
              .filter(line -> line.startsWith("voluntary_ctxt_switches"))
              .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
              .findFirst()
              .orElseThrow();
        }
      }
    }
    throw new IOException("no thread " + JUDGE);
  }
}
