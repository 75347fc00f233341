package io.loopscope;

import io.loopscope.eventloop.WatchedLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a loop from doing anything else, from construction (which waits for it) until closed. */
public final class HeldLoop implements AutoCloseable {
  private final WatchedLoop loop;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  private HeldLoop(WatchedLoop loop) {
    this.loop = loop;
  }

  public static HeldLoop of(WatchedLoop loop) {
    HeldLoop block = new HeldLoop(loop);
    loop.execute(block::hold);
    await(block.begun);
    return block;
  }

  public WatchedLoop loop() {
    return loop;
  }

  @Override
  public void close() {
    end.countDown();
  }

  private void hold() {
    begun.countDown();
    await(end);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("waited 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
