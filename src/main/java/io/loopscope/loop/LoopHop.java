package io.loopscope.loop;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.placement.PlacedResult;
import reactor.core.publisher.Mono;

/**
 * A task's way from a foreign thread to a loop.
 *
 * @param loop index of the loop in group {@code http}
 * @param from the thread that handed the task over
 * @param on the thread that ran it
 * @param hopMs from the hand-over to the task's first instruction
 * @param runMs how long it ran
 */
record LoopHop(int loop, String from, String on, double hopMs, double runMs)
    implements PlainTextAnswer {
  /** Hands the loop a task from the subscribing thread, which reports where it ran. */
  static Mono<LoopHop> to(WatchedLoop loop) {
    return Mono.create(
        sink -> {
          String from = Thread.currentThread().getName();
          long handedOver = System.nanoTime();
          loop.execute(() -> sink.success(arrive(loop, from, handedOver)));
        });
  }

  private static LoopHop arrive(WatchedLoop loop, String from, long handedOver) {
    long arrived = System.nanoTime();
    String on = Thread.currentThread().getName();
    return new LoopHop(
        loop.index(),
        from,
        on,
        PlacedResult.millis(arrived - handedOver),
        PlacedResult.millis(System.nanoTime() - arrived));
  }

  @Override
  public String plainText() {
    return "%s -> %s in %s ms".formatted(from, on, hopMs);
  }
}
