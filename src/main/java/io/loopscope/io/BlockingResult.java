package io.loopscope.io;

import io.loopscope.http.PlainTextAnswer;
import io.loopscope.placement.PlacedResult;
import java.util.Locale;

/**
 * The result of a call that blocked its thread.
 *
 * @param strategy {@code blocking}
 * @param on where it blocked
 * @param thread the thread it blocked
 * @param queuedMs how long it waited for that thread
 * @param runMs how long it blocked it
 * @param servedBy which downstream answered
 */
record BlockingResult(
    String strategy,
    BlockingPlacement on,
    String thread,
    double queuedMs,
    double runMs,
    String servedBy)
    implements PlainTextAnswer {

  static BlockingResult of(BlockingPlacement on, PlacedResult<DownstreamReply> placed) {
    return new BlockingResult(
        "blocking",
        on,
        placed.thread(),
        placed.queuedMs(),
        placed.runMs(),
        placed.value().servedBy());
  }

  @Override
  public String plainText() {
    return String.format(
        Locale.ROOT,
        "blocking: %s was blocked for %.1f ms, after %.1f ms in the queue of %s",
        thread,
        runMs,
        queuedMs,
        on.id());
  }
}
