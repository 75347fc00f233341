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
 * The service at one moment, as viewers see it.
 *
 * @param at milliseconds since 1970, on the clock of the starts of blocks
 * @param judging whether the monitor looks for blocks
 * @param thresholdMs age from which a turn counts as a block
 * @param blocks those in progress and those that just ended, newest first
 * @param experiment the running one; null if none is running
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
   * @param utilization part of the time since the last snapshot in which the loop did not wait for
   *     sockets, 0 to 1; null if not known
   * @param onCpu part of that time in which its thread ran on a CPU; null if not known
   */
  record Lane(
      @JsonUnwrapped EventLoopReport.State now,
      @Nullable Double utilization,
      @Nullable Double onCpu) {}

  /**
   * Two clocks for the same requests.
   *
   * @param windowMs which requests: those of so many milliseconds
   * @param client as an outside client sees them; null without a probe
   * @param server as {@code http.server.requests} has them
   */
  record Clocks(
      long windowMs, RecentLatencies.@Nullable Clock client, RecentLatencies.Clock server) {}

  /** The same without blocks, which viewers get from the endpoint of the monitor. */
  LiveSnapshot withoutBlocks() {
    return new LiveSnapshot(at, judging, thresholdMs, loops, List.of(), clocks, experiment);
  }

  /** Blocks in progress, and those that ended shortly before {@code now}. */
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
