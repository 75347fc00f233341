package io.loopscope;

import io.loopscope.eventloop.Loop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a loop from doing anything else, from construction (which waits for it) until closed. */
public final class Held implements AutoCloseable {
  private final Loop loop;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  private Held(Loop loop) {
    this.loop = loop;
  }

  public static Held of(Loop loop) {
    Held block = new Held(loop);
    loop.execute(block::hold);
    await(block.begun);
    return block;
  }

  public Loop loop() {
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
