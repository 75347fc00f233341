package io.loopscope.experiment.kind;

import io.loopscope.experiment.ArmReport;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How a place suits a kind of work, beside the other places for it. */
enum PlacementFit {
  /** The work is done in time, and nobody else pays for it. */
  SUITS,
  /** Bystanders wait for the work. */
  STARVES,
  /** The work waits for its place, and longer and longer if there is more of it. */
  OVERLOADED;

  /** What nobody complains about, however much less it would be elsewhere. */
  private static final double TOLERABLE_MS = 60;

  /** How many times as long as in the best place is too long. */
  private static final double TOO_LONG = 4;

  private static final double DONE = 0.9;

  /** Judges by the slowest percent: of the bystanders first, then of the work itself. */
  static PlacementFit of(ArmReport cell, List<ArmReport> row) {
    if (isTooLong(cell, row, it -> it.bystander().p99())) {
      return STARVES;
    }
    boolean isDone = cell.achievedPerSecond() >= DONE * cell.offeredPerSecond();
    return isDone && cell.success() >= DONE && !isTooLong(cell, row, it -> it.work().p50())
        ? SUITS
        : OVERLOADED;
  }

  private static boolean isTooLong(
      ArmReport cell, List<ArmReport> row, ToDoubleFunction<ArmReport> time) {
    double best = row.stream().mapToDouble(time).min().orElse(0);
    return time.applyAsDouble(cell) > Math.max(TOLERABLE_MS, TOO_LONG * best);
  }
}
