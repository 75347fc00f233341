package io.loopscope.loadgen;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Prints how precisely the pacer wakes at 1000/s, by how long it spins, and what that costs. */
final class PacingMeasurement {
  private static final int PER_SECOND = 1_000;
  private static final int SECONDS = 5;

  private PacingMeasurement() {}

  static void main() throws InterruptedException {
    System.out.printf(
        "%8s %8s %8s %8s %8s %8s%n", "spin us", "p50 us", "p99 us", "p99.9", "max", "cpu %");
    for (long spin : new long[] {0, 20_000, 50_000, 80_000, 150_000, 300_000}) {
      measure(spin);
    }
  }

  private static void measure(long spinNanos) throws InterruptedException {
    Histogram late = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    CountDownLatch all = new CountDownLatch(PER_SECOND * SECONDS);
    Arrivals arrivals = new Arrivals(PER_SECOND, Share.WHOLE);
    try (Pacer pacer = new Pacer(spinNanos, Throwable::printStackTrace)) {
      long start = System.nanoTime() + 100_000_000;
      next(pacer, start, arrivals, 0, late, all);
      long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
      pacer.start();
      all.await();
      cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - cpu;
      System.out.printf(
          Locale.ROOT,
          "%8d %8.1f %8.1f %8.1f %8.1f %8.1f%n",
          spinNanos / 1_000,
          late.getValueAtPercentile(50) / 1e3,
          late.getValueAtPercentile(99) / 1e3,
          late.getValueAtPercentile(99.9) / 1e3,
          late.getMaxValue() / 1e3,
          cpu / 10.0 / SECONDS);
    }
  }

  private static void next(
      Pacer pacer, long start, Arrivals arrivals, long k, Histogram late, CountDownLatch all) {
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
