package io.loopscope.placement;

import io.loopscope.eventloop.Loop;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The cooperative work of one loop: one slice a turn, one piece of work after the other, so that
 * whoever else waits for the loop waits for a single slice, however much such work there is. Only
 * that loop's thread touches it.
 */
final class Slices {
  private final Loop loop;
  private final long sliceNanos;
  private final Deque<Run<?>> runs = new ArrayDeque<>();

  Slices(Loop loop, long sliceNanos) {
    this.loop = loop;
    this.sliceNanos = sliceNanos;
  }

  void add(Run<?> run) {
    runs.add(run);
    if (runs.size() == 1) {
      loop.executeNextTurn(this::next);
    }
  }

  private void next() {
    Run<?> run = runs.remove();
    if (run.advance(sliceNanos)) {
      runs.add(run);
    }
    if (!runs.isEmpty()) {
      loop.executeNextTurn(this::next);
    }
  }
}
