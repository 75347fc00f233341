package io.loopscope.loadgen.engine;

import io.loopscope.LabProcess;
import io.loopscope.eventloop.clock.MonitoredLoops;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadResult;
import io.loopscope.loadgen.LoadShare;
import io.loopscope.plane.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/**
 * Prints how precise the generator is, in Markdown. Not part of the build; takes three minutes on a
 * machine that should have nothing else to do:
 *
 * <pre>./mvnw -q test -Dtest=GeneratorPrecisionTable</pre>
 */
class GeneratorPrecisionTable {
  private static final int PER_SECOND = 1_000;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration DURATION = Duration.ofSeconds(10);

  /** What the generator and {@link NaiveClient} see of the same service in another JVM, in turn. */
  @Test
  void printLatency() throws IOException {
    try (LabProcess lab = LabProcess.startOptimized();
        LoadGenerator generator = new LoadGenerator(new MonitoredLoops(), 2, Transport.AUTO)) {
      String url = lab.await(": API +(http://\\S+)/api$");
      System.out.printf("%n## /api/ping at %d/s%n%n", PER_SECOND);
      System.out.println("| client | sent | late | p50 ms | p90 ms | p99 ms | invalid because |");
      System.out.println("|---|--:|--:|--:|--:|--:|---|");
      for (int round = 0; round < ROUNDS; round++) {
        print("generator, kept connections", run(generator, url, new ConnectionPolicy.Pool(64)));
        print(NaiveClient.run(url + "/api/ping", PER_SECOND, WARM_UP, DURATION));
        print("generator, fresh connections", run(generator, url, new ConnectionPolicy.Fresh()));
      }
    }
  }

  /** How precisely the pacer wakes, by how long it spins, and what that costs. */
  @Test
  void printPacing() throws InterruptedException {
    System.out.printf("%n## Pacing of %d/s%n%n", PER_SECOND);
    System.out.println("| spin µs | p50 µs | p99 µs | p99.9 µs | max µs | % of a core |");
    System.out.println("|--:|--:|--:|--:|--:|--:|");
    for (long spin : new long[] {0, 20_000, 50_000, 80_000, 150_000, 300_000}) {
      pace(spin);
    }
  }

  private static LoadResult run(LoadGenerator generator, String url, ConnectionPolicy connections) {
    LoadPlan.Stream ping = new LoadPlan.Stream("ping", "/api/ping", new LoadModel.Open(PER_SECOND));
    LoadResult measured =
        generator.run(new LoadPlan(url, WARM_UP, DURATION, ping.over(connections))).block();
    if (measured == null) {
      throw new IllegalStateException("no result");
    }
    return measured;
  }

  private static void print(String name, LoadResult measured) {
    LoadResult.Stream seen = measured.stream("ping");
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.2f %% | %.2f | %.2f | %.2f | %s |%n",
        name,
        seen.sent(),
        100.0 * seen.late() / seen.sent(),
        seen.latency().p50(),
        seen.latency().p90(),
        seen.latency().p99(),
        String.join("; ", measured.health().invalidBecause()));
  }

  private static void print(NaiveClient naive) {
    System.out.printf(
        Locale.ROOT,
        "| independent client | | | %.2f | %.2f | %.2f | |%n",
        naive.millisAt(50),
        naive.millisAt(90),
        naive.millisAt(99));
  }

  private static void pace(long spinNanos) throws InterruptedException {
    int seconds = 5;
    Histogram late = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    CountDownLatch all = new CountDownLatch(PER_SECOND * seconds);
    ArrivalSchedule arrivals = new ArrivalSchedule(PER_SECOND, LoadShare.WHOLE);
    try (Pacer pacer = new Pacer(spinNanos, Throwable::printStackTrace)) {
      long start = System.nanoTime() + 100_000_000;
      next(pacer, start, arrivals, 0, late, all);
      long before = cpuMillis();
      pacer.start();
      all.await();
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
          spinNanos / 1_000,
          late.getValueAtPercentile(50) / 1e3,
          late.getValueAtPercentile(99) / 1e3,
          late.getValueAtPercentile(99.9) / 1e3,
          late.getMaxValue() / 1e3,
          (cpuMillis() - before) / 10.0 / seconds);
    }
  }

  private static long cpuMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
  }

  private static void next(
      Pacer pacer,
      long start,
      ArrivalSchedule arrivals,
      long k,
      Histogram late,
      CountDownLatch all) {
    long planned = start + arrivals.nanos(k);
    pacer.at(
        planned,
        () -> {
          late.recordValue(Math.max(0, System.nanoTime() - planned));
          all.countDown();
          if (all.getCount() > 0) {
            next(pacer, start, arrivals, k + 1, late, all);
          }
        });
  }
}
