package io.loopscope.placement;

import io.loopscope.eventloop.WatchedLoop;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The cooperative work of one loop: one slice a turn, one piece of work after the other, so that
 * whoever else waits for the loop waits for a single slice, however much such work there is. Only
 * that loop's thread touches it.
 */
final class CooperativeSlices {
  private final WatchedLoop loop;
  private final Deque<Sliced> runs = new ArrayDeque<>();

  CooperativeSlices(WatchedLoop loop) {
    this.loop = loop;
  }

  void add(PlacedRun<?> run, long sliceNanos) {
    runs.add(new Sliced(run, sliceNanos));
    if (runs.size() == 1) {
      loop.executeNextTurn(this::next);
    }
  }

  private void next() {
    Sliced first = runs.remove();
    if (first.run.advance(first.sliceNanos)) {
      runs.add(first);
    }
    if (!runs.isEmpty()) {
      loop.executeNextTurn(this::next);
    }
  }

  private record Sliced(PlacedRun<?> run, long sliceNanos) {}
}
