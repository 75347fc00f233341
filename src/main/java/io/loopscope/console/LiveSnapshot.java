package io.loopscope.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.experiment.RunningExperiment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The service at one moment, as those see it who watch.
 *
 * @param at milliseconds since 1970, on the clock that block starts are told by
 * @param judging whether blocks are judged
 * @param thresholdMs from what age a turn is a block
 * @param blocks those in progress and those that just ended, newest first
 * @param experiment the one that runs; null if none does
 */
record LiveSnapshot(
    long at,
    boolean judging,
    long thresholdMs,
    List<Lane> loops,
    List<Block> blocks,
    Clocks clocks,
    @Nullable RunningExperiment experiment) {
  private static final Duration JUST = Duration.ofSeconds(3);
  private static final int MOST_BLOCKS = 16;

  /**
   * One loop.
   *
   * @param utilization part of the time since the last look that the loop did not wait for sockets,
   *     0 to 1; null if not known
   * @param onCpu part of that time that its thread ran on a CPU; null if not known
   */
  record Lane(
      @JsonUnwrapped EventLoopReport.State now,
      @Nullable Double utilization,
      @Nullable Double onCpu) {}

  /**
   * Two clocks for the same requests.
   *
   * @param windowMs which requests: those of so many milliseconds
   * @param client as an outside client sees them; null if nobody probes
   * @param server as {@code http.server.requests} has them
   */
  record Clocks(
      long windowMs, RecentLatencies.@Nullable Clock client, RecentLatencies.Clock server) {}

  /** The same without blocks, which viewers get from the endpoint of the monitor. */
  LiveSnapshot withoutBlocks() {
    return new LiveSnapshot(at, judging, thresholdMs, loops, List.of(), clocks, experiment);
  }

  /** Blocks that last, and those that ended a moment before {@code now}. */
  static List<Block> current(Stream<Block> newestFirst, Instant now) {
    Instant since = now.minus(JUST);
    return newestFirst
        .filter(block -> block.ongoing() || end(block).isAfter(since))
        .limit(MOST_BLOCKS)
        .toList();
  }

  private static Instant end(Block block) {
    return block.start().plusNanos((long) (block.durationMs() * 1e6));
  }
}
