package io.loopscope.accuracy;

import io.loopscope.MonitorFixture;
import io.loopscope.PingTraffic;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.plane.Transport;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Loops without a block, and the blocks that the monitor reports of them all the same. */
enum NegativeTrials {
  TRAFFIC("normal load: 400 requests/s") {
    @Override
    @SuppressWarnings("try")
    void run(MonitorFixture monitored, long end) throws InterruptedException {
      try (PingTraffic traffic = new PingTraffic(monitored.resources(), 400)) {
        Thread.sleep((end - System.nanoTime()) / 1_000_000);
      }
    }
  },
  IDLE("idle") {
    @Override
    void run(MonitorFixture monitored, long end) throws InterruptedException {
      Thread.sleep((end - System.nanoTime()) / 1_000_000);
    }
  },
  SHORT_TASKS("short tasks: 8 × 1 ms at once, 50 times/s") {
    @Override
    void run(MonitorFixture monitored, long end) throws InterruptedException {
      SplittableRandom random = new SplittableRandom(1);
      while (System.nanoTime() < end) {
        WatchedLoop loop = monitored.loop(random.nextInt(BlockTrials.LOOPS));
        for (int i = 0; i < 8; i++) {
          loop.execute(() -> spin(1_000_000));
        }
        Thread.sleep(20);
      }
    }
  },
  YIELDING("a chain of 500 µs tasks, each in a turn of its own") {
    @Override
    void run(MonitorFixture monitored, long end) throws InterruptedException {
      WatchedLoop loop = monitored.loop(1);
      loop.execute(() -> step(loop, end));
      Thread.sleep((end - System.nanoTime()) / 1_000_000);
    }

    private void step(WatchedLoop loop, long end) {
      spin(500_000);
      if (System.nanoTime() < end) {
        loop.executeNextTurn(() -> step(loop, end));
      }
    }
  };

  private final String title;

  NegativeTrials(String title) {
    this.title = title;
  }

  abstract void run(MonitorFixture monitored, long end) throws InterruptedException;

  Result run(int seconds) throws InterruptedException {
    List<Verdict> blocks = new CopyOnWriteArrayList<>();
    boolean[] warm = new boolean[1];
    try (MonitorFixture monitored =
            new MonitorFixture(
                BlockTrials.LOOPS,
                Transport.AUTO,
                block -> {
                  if (warm[0] && !block.ongoing()) {
                    blocks.add(Verdict.of(block));
                  }
                });
        GaugePoller watcher = new GaugePoller(monitored.registry)) {
      run(monitored, System.nanoTime() + 1_000_000_000L);
      warm[0] = true;
      GaugePoller.Seen seen = watcher.follow(monitored.loop(0));
      run(monitored, System.nanoTime() + seconds * 1_000_000_000L);
      return new Result(title, seconds, List.copyOf(blocks), seen.mostLate() / 1e6);
    }
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /**
   * What was reported in so many seconds.
   *
   * @param noiseMs the longest delay of a thread that hardly uses the CPU
   */
  record Result(String title, int seconds, List<Verdict> blocks, double noiseMs) {
    Map<Cause, Long> byCause() {
      Map<Cause, Long> counts = new TreeMap<>();
      blocks.forEach(block -> counts.merge(block.cause(), 1L, Long::sum));
      return counts;
    }

    long blamed() {
      return count(Cause.CPU) + count(Cause.WAIT);
    }

    long count(Cause cause) {
      return blocks.stream().filter(block -> block.cause() == cause).count();
    }

    /** The same with the surroundings in its title. */
    Result in(Surroundings surroundings) {
      return new Result(title + " " + surroundings.title(), seconds, blocks, noiseMs);
    }
  }

  /** What was said of one block. */
  record Verdict(Cause cause, String sentence) {
    static Verdict of(Block block) {
      return new Verdict(block.cause(), block.sentence());
    }
  }
}
