package io.loopscope.placement;

import io.loopscope.eventloop.Loop;
import io.loopscope.eventloop.Loops;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The loops that serve requests, seen as a place to work. */
final class ServiceLoops {
  private final Loops loops;
  private final String group;
  private final AtomicInteger next = new AtomicInteger();

  ServiceLoops(Loops loops, String group) {
    this.loops = loops;
    this.group = group;
  }

  /**
   * Runs the task on the calling loop, at once; from any other thread, on one loop after another.
   */
  void here(Runnable task) {
    if (onServiceLoop()) {
      task.run();
      return;
    }
    List<Loop> all = loops.group(group);
    all.get(Math.floorMod(next.getAndIncrement(), all.size())).execute(task);
  }

  /** Runs the task on the calling loop, after everybody who waits for that loop had a turn. */
  void yield(Runnable task) {
    Loop.current().orElseThrow().executeNextTurn(task);
  }

  private boolean onServiceLoop() {
    return Loop.current().filter(loop -> loop.group().equals(group)).isPresent();
  }
}
