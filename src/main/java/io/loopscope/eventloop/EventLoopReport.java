package io.loopscope.eventloop;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every loop, block and culprit, as {@code /actuator/eventloops} tells them.
 *
 * @param enabled whether blocks are judged
 * @param thresholdMs from what age a turn is a block
 * @param blocks newest first
 * @param culprits those seen last, most expensive first
 * @param unwatched names of the threads of loops that serve requests and are not watched
 */
public record EventLoopReport(
    boolean enabled,
    long thresholdMs,
    List<State> loops,
    List<Block> blocks,
    List<Culprit> culprits,
    List<String> unwatched) {

  /**
   * One loop now.
   *
   * @param lagMs how long a task that arrived now would wait at least: the age of the present turn
   * @param lagP99Ms how long 99 of 100 arrivals of the last minute waited at most, to within 3 %
   * @param blockedMs the same if it is a block, else 0
   * @param busy seconds not spent waiting for sockets, since the loop started; null if not known
   * @param cpu seconds its thread ran on a CPU; null if not known
   * @param pending tasks queued
   * @param connections channels registered
   */
  public record State(
      String group,
      int loop,
      String thread,
      String transport,
      double lagMs,
      double lagP99Ms,
      double blockedMs,
      @Nullable Double busy,
      @Nullable Double cpu,
      int pending,
      int connections) {

    private String text() {
      return "%-14s %-26s %s, %d queued, %d connections"
          .formatted(
              group + "-" + loop,
              thread,
              blockedMs > 0 ? "BLOCKED " + blockedMs + " ms" : "free",
              pending,
              connections);
    }
  }

  public String text() {
    return "threshold %d ms%s\n\n%s%s\n\n%s\n"
        .formatted(
            thresholdMs,
            enabled ? "" : ", switched off",
            loops.stream().map(State::text).collect(Collectors.joining("\n")),
            unwatched.stream().map("\n%s not watched"::formatted).collect(Collectors.joining()),
            blocks.isEmpty()
                ? "no blocks"
                : blocks.stream().map(EventLoopReport::text).collect(Collectors.joining("\n")));
  }

  private static String text(Block block) {
    String sentence = "#%d %s %s".formatted(block.id(), block.start(), block.sentence());
    return block.advice() == null ? sentence : sentence + "\n   " + block.advice();
  }

  /** Makes the report from what the monitor knows now. */
  @FunctionalInterface
  public interface Source {
    EventLoopReport report();
  }
}
