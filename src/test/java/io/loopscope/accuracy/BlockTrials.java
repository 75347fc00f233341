package io.loopscope.accuracy;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.loopscope.MonitorFixture;
import io.loopscope.PingTraffic;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockTime;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.plane.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * Blocks a random one of four watched loops, under background traffic, and records what the monitor
 * reports of it.
 */
final class BlockTrials implements AutoCloseable {
  static final int LOOPS = 4;
  private static final int REQUESTS_PER_SECOND = 200;
  private static final long LONGEST_VERDICT_MS = 3_000;
  private static final double MS = 1e6;
  private static final long SLACK_NANOS = 3_000_000;

  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final Surroundings surroundings;
  private final RandomGenerator random;
  private final InjectedBlock blocking;
  private final MonitorFixture monitored;
  private final PingTraffic traffic;
  private final GaugePoller watcher;

  BlockTrials(Surroundings surroundings, RandomGenerator random, LongConsumer stopper)
      throws IOException {
    this.surroundings = surroundings;
    this.random = random;
    this.blocking = new InjectedBlock(stopper);
    this.monitored = new MonitorFixture(LOOPS, Transport.AUTO, block -> told.add(Told.now(block)));
    this.traffic = new PingTraffic(monitored.resources(), REQUESTS_PER_SECOND);
    this.watcher = new GaugePoller(monitored.registry);
  }

  /** Runs {@code each} trials of every injection and duration, here and in child JVMs. */
  static List<TrialOutcome> ofEveryKind(int each, int... millis)
      throws IOException, InterruptedException {
    List<TrialOutcome> outcomes = new ArrayList<>();
    try (BlockTrials trials =
        new BlockTrials(Surroundings.NONE, new SplittableRandom(), stop -> {})) {
      trials.warmUp(inThisJvm());
      for (int i = 0; i < each; i++) {
        for (int duration : millis) {
          for (Injection injection : inThisJvm()) {
            outcomes.add(trials.run(injection, duration));
          }
        }
      }
    }
    outcomes.addAll(TrialJvm.run(Surroundings.NONE, Injection.STOP, each, millis));
    outcomes.addAll(TrialJvm.run(Surroundings.NONE, Injection.GC, each, 0));
    outcomes.addAll(inSurroundings(each));
    return outcomes;
  }

  /** Where others want the CPUs, or the memory, twice {@code each}. */
  static List<TrialOutcome> inSurroundings(int each) throws IOException, InterruptedException {
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (Surroundings busy :
        List.of(
            Surroundings.HOGS_OUTSIDE,
            Surroundings.HOGS_INSIDE,
            Surroundings.ONE_CORE,
            Surroundings.QUOTA)) {
      outcomes.addAll(TrialJvm.run(busy, Injection.SPIN, each, 100, 250));
    }
    outcomes.addAll(TrialJvm.run(Surroundings.ONE_CORE, Injection.SLEEP, each, 100, 250));
    outcomes.addAll(TrialJvm.run(Surroundings.SMALL_HEAP, Injection.ALLOCATE, each, 100, 250));
    return outcomes;
  }

  private static Injection[] inThisJvm() {
    return new Injection[] {
      Injection.SPIN,
      Injection.SLEEP,
      Injection.READ,
      Injection.MONITOR,
      Injection.LOCK,
      Injection.PARK,
      Injection.FLOOD,
      Injection.COPY,
      Injection.EARLY_LATE,
      Injection.SPIN_SLEEP,
      Injection.FIFO,
      Injection.COLD_FILE,
      Injection.FORCE,
      Injection.CLASS_INIT
    };
  }

  /** Blocks of the first seconds are class loading and compiling, of everything. */
  void warmUp(Injection... injections) throws InterruptedException {
    Thread.sleep(2_000);
    for (Injection injection : injections) {
      run(injection, 60);
    }
  }

  TrialOutcome run(Injection injection, int millis) throws InterruptedException {
    Thread.sleep(random.nextInt(20, 80));
    List<Told> all = new ArrayList<>();
    told.drainTo(all);
    WatchedLoop loop = monitored.loop(random.nextInt(LOOPS));
    GaugePoller.Seen seen = watcher.follow(loop);
    InjectionTruth truth = inject(injection, loop, millis);
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

  private InjectionTruth inject(Injection injection, WatchedLoop loop, int millis)
      throws InterruptedException {
    try {
      return blocking.inject(injection, loop, millis * 1_000_000L).get(30, SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("could not inject " + injection, failure);
    }
  }

  private void awaitVerdict(WatchedLoop loop, InjectionTruth truth, List<Told> all)
      throws InterruptedException {
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

  private TrialOutcome outcome(
      Injection injection,
      int millis,
      WatchedLoop loop,
      InjectionTruth truth,
      GaugePoller.Seen seen,
      List<Told> all) {
    List<Told> of = all.stream().filter(one -> one.isOf(loop, truth)).toList();
    List<Block> finished = of.stream().map(Told::block).filter(one -> !one.ongoing()).toList();
    double blockMs = finished.stream().mapToDouble(Block::durationMs).sum();
    Block longest =
        finished.stream()
            .max((one, other) -> Double.compare(one.durationMs(), other.durationMs()))
            .orElse(null);
    long crossing = truth.start() + 25_000_000;
    return new TrialOutcome(
        surroundings,
        injection,
        millis,
        truth.nanos() / MS,
        TimeParts.of(truth),
        seen.mostLate() / MS,
        longest != null,
        blockMs,
        longest == null ? "" : longest.cause().id(),
        longest == null ? "" : longest.diagnosis().reason().id(),
        finished.stream().map(BlockTrials::parts).reduce(TimeParts.NONE, TimeParts::plus),
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

  private static TimeParts parts(Block block) {
    BlockTime time = block.diagnosis().time();
    return time == null ? TimeParts.NONE : TimeParts.of(time);
  }

  /** What a listener was given, when, and when that block began on the scale of nanoTime. */
  private record Told(long at, long start, Block block) {
    static Told now(Block block) {
      long at = System.nanoTime();
      return new Told(at, at - Duration.between(block.start(), Instant.now()).toNanos(), block);
    }

    boolean isOf(WatchedLoop loop, InjectionTruth truth) {
      long end = start + (long) (block.durationMs() * MS);
      return block.loop() == loop.index()
          && start - truth.end() < SLACK_NANOS
          && truth.start() - end < SLACK_NANOS
          && at - truth.start() > 0;
    }

    /** Whether this is the final report of it. */
    boolean ends(WatchedLoop loop, InjectionTruth truth) {
      long end = start + (long) (block.durationMs() * MS);
      return isOf(loop, truth) && !block.ongoing() && end - truth.end() > -SLACK_NANOS;
    }
  }
}
