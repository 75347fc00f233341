package io.loopscope.eventloop.export;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.BlockListener;
import io.loopscope.eventloop.diagnosis.LruMap;
import io.loopscope.eventloop.monitor.CulpritStatistics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes a warning for a culprit's first block, then for its 2nd, 4th, 8th and so on, each with how
 * many were suppressed since; never more than {@value #LINES} lines a minute in all.
 *
 * <p>An ongoing block gets a line at ages that double, once it is older than a second, if its
 * finished self would get one or if it has become twice as old as anything written of that culprit
 * so far; then its end is written too. So a loop that never comes back is in the log, and a culprit
 * that takes two seconds a time is not in it each time.
 *
 * <p>A culprit's first line carries the merged stack, as a warning and not as a debug message:
 * whoever reads the log of last night cannot turn on debugging for it. Later lines do not repeat
 * it. {@value CulpritStatistics#MOST} culprits are remembered; one that was forgotten is new again.
 *
 * <p>Lines are written by the calling thread. A synchronous appender whose disk or terminal hangs
 * would keep the monitor from looking at loops, so give it to a {@link AsyncBlockListener}. The
 * price is that a line may come late or, if hundreds of blocks wait to be written, not at all.
 */
public final class BlockLog implements BlockListener {
  static final int LINES = 5;
  private static final int STACK_LINES = 40;
  private static final double ONGOING_FROM_MS = 1_000;
  private static final Log log = LogFactory.getLog(BlockLog.class);

  private final Map<CulpritStatistics.Key, History> histories =
      new LruMap<>(CulpritStatistics.MOST);
  private final LogRateLimiter limit;

  public BlockLog(LongSupplier nanoTime) {
    this.limit = new LogRateLimiter(LINES, Duration.ofMinutes(1), nanoTime);
  }

  @Override
  public void onBlock(Block block) {
    if (block.ongoing() && block.durationMs() < ONGOING_FROM_MS) {
      return;
    }
    History history =
        histories.computeIfAbsent(CulpritStatistics.Key.of(block), key -> new History());
    if (history.add(block)) {
      write(block, history);
    }
  }

  private void write(Block block, History history) {
    if (!limit.take()) {
      history.postpone();
      return;
    }
    StringBuilder line = new StringBuilder("Block #").append(block.id());
    line.append(block.ongoing() ? ", still going on: " : ": ").append(block.sentence());
    if (block.advice() != null) {
      line.append(' ').append(block.advice());
    }
    line.append(history.text(block));
    long refused = limit.refused();
    if (refused > 0) {
      line.append(" [suppressed %d lines: %d a minute are written]".formatted(refused, LINES));
    }
    if (history.write(block)) {
      appendStack(line, block.stack());
    }
    log.warn(line);
  }

  private static void appendStack(StringBuilder line, List<String> stack) {
    stack.stream().limit(STACK_LINES).forEach(frame -> line.append("\n\t").append(frame));
    if (stack.size() > STACK_LINES) {
      line.append("\n\t... ").append(stack.size() - STACK_LINES).append(" more");
    }
  }

  /** What was seen and what was written of one culprit. */
  private static final class History {
    private long seen;
    private long seenWhenWritten;
    private double longestWrittenMs;
    private long ongoingWritten = -1;
    private boolean postponed;
    private boolean stackWritten;

    /** Counts the block if it is finished; true if a line is due. */
    boolean add(Block block) {
      if (block.ongoing()) {
        return postponed || isPowerOfTwo(seen + 1) || block.durationMs() >= 2 * longestWrittenMs;
      }
      seen++;
      return postponed || isPowerOfTwo(seen) || block.id() == ongoingWritten;
    }

    /** The limit was reached: the next block gets the line. */
    void postpone() {
      postponed = true;
    }

    String text(Block block) {
      long number = block.ongoing() ? seen + 1 : seen;
      long suppressed = number - 1 - seenWhenWritten;
      return number == 1
          ? ""
          : " [block %d of this culprit, suppressed %d since]".formatted(number, suppressed);
    }

    /** A line is written; true if it is the first one that can show a stack. */
    boolean write(Block block) {
      seenWhenWritten = seen;
      longestWrittenMs = Math.max(longestWrittenMs, block.durationMs());
      ongoingWritten = block.ongoing() ? block.id() : -1;
      postponed = false;
      boolean first = !stackWritten && !block.stack().isEmpty();
      stackWritten |= first;
      return first;
    }

    private static boolean isPowerOfTwo(long number) {
      return Long.bitCount(number) == 1;
    }
  }
}
