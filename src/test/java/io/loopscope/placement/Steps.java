package io.loopscope.placement;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Work of a number of steps that a test looks at. */
final class Steps implements SteppedWork<String> {
  final AtomicInteger taken = new AtomicInteger();
  private final int count;
  private final Callable<?> eachStep;

  Steps(int count, Callable<?> eachStep) {
    this.count = count;
    this.eachStep = eachStep;
  }

  /** Never ends by itself. */
  static Steps endless() {
    return new Steps(Integer.MAX_VALUE, () -> null);
  }

  @Override
  public boolean step() throws Exception {
    eachStep.call();
    return taken.incrementAndGet() < count;
  }

  @Override
  public String result() {
    return taken + " steps";
  }

  /** Work of one step that says when it began and lasts until it is let go. */
  static final class Held implements SteppedWork<String> {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public boolean step() throws InterruptedException {
      begun.countDown();
      end.await(30, TimeUnit.SECONDS);
      return false;
    }

    @Override
    public String result() {
      return "held";
    }

    boolean hasBegun() {
      return begun.getCount() == 0;
    }

    void letGo() {
      end.countDown();
    }
  }
}
