package io.loopscope.accuracy;

import static org.awaitility.Awaitility.await;

import io.loopscope.MonitorFixture;
import io.loopscope.eventloop.LagBuckets;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.plane.Transport;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Blocks one loop on a schedule, and compares the lag histogram with what a client that arrives at
 * a random moment really meets.
 *
 * <p>An arrival in the first {@code d - w} of a block of {@code d} waits longer than {@code w}; so
 * of a time {@code T} the part {@code sum(max(0, d - w)) / T} waits longer than {@code w}.
 */
final class LagTruth {
  private final List<Long> blocks = new ArrayList<>();
  private long nanos;

  /** What one quantile is and what the histogram says, in milliseconds. */
  record Reading(String quantile, double truthMs, int truthBucket, int bucket) {
    boolean isWithinOneBucket() {
      return Math.abs(truthBucket - bucket) <= 1;
    }

    String shown() {
      return "≤ " + LagBuckets.label(bucket);
    }
  }

  List<Reading> run(int millis, int periodMillis, int seconds)
      throws IOException, InterruptedException, ExecutionException {
    try (MonitorFixture monitored = new MonitorFixture(1, Transport.AUTO);
        InjectedBlock blocking = new InjectedBlock(stop -> {})) {
      WatchedLoop loop = monitored.loop(0);
      blocking.inject(Injection.PARK, loop, 1_000_000).get();
      await().until(() -> monitored.registry.find("eventloop.lag").timer() != null);
      Thread.sleep(50);
      Timer lag = monitored.registry.get("eventloop.lag").timer();
      CountAtBucket[] before = lag.takeSnapshot().histogramCounts();
      block(blocking, loop, millis, periodMillis, seconds);
      Thread.sleep(15);
      CountAtBucket[] after = lag.takeSnapshot().histogramCounts();
      return List.of(
          reading(0.5, before, after),
          reading(0.9, before, after),
          reading(0.99, before, after),
          max(lag.max(TimeUnit.NANOSECONDS)));
    }
  }

  private void block(
      InjectedBlock blocking, WatchedLoop loop, int millis, int periodMillis, int seconds)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long next = start;
    while (next - start < seconds * 1_000_000_000L) {
      blocks.add(blocking.inject(Injection.PARK, loop, millis * 1_000_000L).get().nanos());
      next += periodMillis * 1_000_000L;
      while (next - System.nanoTime() > 0) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
    nanos = System.nanoTime() - start;
  }

  private Reading reading(double quantile, CountAtBucket[] before, CountAtBucket[] after) {
    double truth = quantile(quantile);
    int bucket = 0;
    double total = after[after.length - 1].count() - before[after.length - 1].count();
    while (after[bucket].count() - before[bucket].count() < quantile * total) {
      bucket++;
    }
    return new Reading("p" + Math.round(100 * quantile), truth / 1e6, bucket(truth), bucket);
  }

  private Reading max(double measured) {
    double truth = blocks.stream().mapToLong(Long::longValue).max().orElseThrow();
    return new Reading("max", truth / 1e6, bucket(truth), bucket(measured));
  }

  /** The wait that this part of all arrivals does not exceed. */
  private double quantile(double quantile) {
    double low = 0;
    double high = 1e11;
    while (high - low > 1_000) {
      double middle = (low + high) / 2;
      if (longer(middle) > 1 - quantile) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double longer(double wait) {
    return blocks.stream().mapToDouble(block -> Math.max(0, block - wait)).sum() / nanos;
  }

  private static int bucket(double nanos) {
    int bucket = 0;
    while (bucket < LagBuckets.count() - 1 && LagBuckets.nanos(bucket) < nanos) {
      bucket++;
    }
    return bucket;
  }
}
