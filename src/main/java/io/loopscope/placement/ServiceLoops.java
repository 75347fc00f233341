package io.loopscope.placement;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The loops that serve requests, as executors. */
final class ServiceLoops {
  private final LoopRegistry loops;
  private final String group;
  private final AtomicInteger next = new AtomicInteger();

  ServiceLoops(LoopRegistry loops, String group) {
    this.loops = loops;
    this.group = group;
  }

  /** Runs the action on the calling loop at once, or from any other thread on the loops in turn. */
  void execute(Consumer<WatchedLoop> action) {
    Optional<WatchedLoop> calling =
        WatchedLoop.current().filter(loop -> loop.group().equals(group));
    if (calling.isPresent()) {
      action.accept(calling.get());
      return;
    }
    List<WatchedLoop> all = loops.group(group);
    WatchedLoop loop = all.get(Math.floorMod(next.getAndIncrement(), all.size()));
    loop.execute(() -> action.accept(loop));
  }
}
