package io.loopscope.eventloop;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.loopscope.eventloop.accuracy.Blocking;
import io.loopscope.eventloop.accuracy.Injection;
import io.loopscope.eventloop.accuracy.Outcome;
import io.loopscope.eventloop.accuracy.Truth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * Blocks a random one of four watched loops, under background traffic, and notes what the monitor
 * says to that.
 */
final class Trials implements AutoCloseable {
  static final int LOOPS = 4;
  private static final int REQUESTS_PER_SECOND = 200;
  private static final long LONGEST_VERDICT_MS = 1_000;
  private static final double MS = 1e6;
  private static final long SLACK_NANOS = 3_000_000;

  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final RandomGenerator random;
  private final Blocking blocking;
  private final MonitoredLoops monitored;
  private final PingTraffic traffic;
  private final Watcher watcher;

  Trials(RandomGenerator random, LongConsumer stopper) throws IOException {
    this.random = random;
    this.blocking = new Blocking(stopper);
    this.monitored = new MonitoredLoops(LOOPS, Transport.AUTO, block -> told.add(Told.now(block)));
    this.traffic = new PingTraffic(monitored.resources(), REQUESTS_PER_SECOND);
    this.watcher = new Watcher(monitored.registry);
  }

  /** Blocks of the first seconds are class loading and compiling, of everything. */
  void warmUp(Injection... injections) throws InterruptedException {
    Thread.sleep(2_000);
    for (Injection injection : injections) {
      run(injection, 60);
    }
  }

  Outcome run(Injection injection, int millis) throws InterruptedException {
    Thread.sleep(random.nextInt(20, 80));
    List<Told> all = new ArrayList<>();
    told.drainTo(all);
    Loop loop = monitored.loop(random.nextInt(LOOPS));
    Watcher.Seen seen = watcher.follow(loop);
    Truth truth = inject(injection, loop, millis);
    awaitVerdict(loop, truth, all);
    return outcome(injection, millis, loop, truth, seen, all);
  }

  @Override
  public void close() throws IOException {
    watcher.close();
    traffic.close();
    monitored.close();
    blocking.close();
  }

  private Truth inject(Injection injection, Loop loop, int millis) throws InterruptedException {
    try {
      return blocking.inject(injection, loop, millis * 1_000_000L).get(30, SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("could not inject " + injection, failure);
    }
  }

  private void awaitVerdict(Loop loop, Truth truth, List<Told> all) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_VERDICT_MS * 1_000_000;
    while (System.nanoTime() < end && all.stream().noneMatch(one -> one.ends(loop, truth))) {
      Told next = told.poll(10, MILLISECONDS);
      if (next != null) {
        all.add(next);
      }
    }
    Thread.sleep(15);
    told.drainTo(all);
  }

  private static Outcome outcome(
      Injection injection, int millis, Loop loop, Truth truth, Watcher.Seen seen, List<Told> all) {
    List<Told> of = all.stream().filter(one -> one.isOf(loop, truth)).toList();
    List<Block> finished = of.stream().map(Told::block).filter(one -> !one.ongoing()).toList();
    double blockMs = finished.stream().mapToDouble(Block::durationMs).sum();
    Block longest =
        finished.stream()
            .max((one, other) -> Double.compare(one.durationMs(), other.durationMs()))
            .orElse(null);
    long crossing = truth.start() + 25_000_000;
    return new Outcome(
        injection,
        millis,
        truth.nanos() / MS,
        truth.cpuShare(),
        seen.mostLate() / MS,
        longest != null,
        blockMs,
        longest == null ? "" : longest.cause().id(),
        longest == null || longest.culprit() == null ? "" : longest.culprit(),
        seen.firstUp() == 0 ? Double.NaN : (seen.firstUp() - crossing) / MS,
        of.stream().mapToLong(Told::at).min().stream()
            .mapToDouble(at -> (at - crossing) / MS)
            .findFirst()
            .orElse(Double.NaN),
        all.stream()
            .filter(one -> !one.isOf(loop, truth) && !one.block().ongoing())
            .map(one -> one.block().cause().id() + ": " + one.block().sentence())
            .toList());
  }

  /** What a listener was told, when, and when that block began on the scale of nanoTime. */
  private record Told(long at, long start, Block block) {
    static Told now(Block block) {
      long at = System.nanoTime();
      return new Told(at, at - Duration.between(block.start(), Instant.now()).toNanos(), block);
    }

    boolean isOf(Loop loop, Truth truth) {
      long end = start + (long) (block.durationMs() * MS);
      return block.loop() == loop.index()
          && start - truth.end() < SLACK_NANOS
          && truth.start() - end < SLACK_NANOS
          && at - truth.start() > 0;
    }

    /** Whether this is the last word on it. */
    boolean ends(Loop loop, Truth truth) {
      long end = start + (long) (block.durationMs() * MS);
      return isOf(loop, truth) && !block.ongoing() && end - truth.end() > -SLACK_NANOS;
    }
  }
}
