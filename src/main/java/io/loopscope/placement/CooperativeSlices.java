package io.loopscope.placement;

import io.loopscope.eventloop.WatchedLoop;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The cooperative work of one loop: one slice per turn, round robin, so that other tasks wait for
 * at most one slice regardless of the amount of cooperative work. Only the loop's thread uses it.
 */
final class CooperativeSlices {
  private final WatchedLoop loop;
  private final Deque<SlicedRun> runs = new ArrayDeque<>();

  CooperativeSlices(WatchedLoop loop) {
    this.loop = loop;
  }

  void add(PlacedRun<?> run, long sliceNanos) {
    runs.add(new SlicedRun(run, sliceNanos));
    if (runs.size() == 1) {
      loop.executeNextTurn(this::runNextSlice);
    }
  }

  private void runNextSlice() {
    SlicedRun first = runs.remove();
    if (first.run.advance(first.sliceNanos)) {
      runs.add(first);
    }
    if (!runs.isEmpty()) {
      loop.executeNextTurn(this::runNextSlice);
    }
  }

  private record SlicedRun(PlacedRun<?> run, long sliceNanos) {}
}
