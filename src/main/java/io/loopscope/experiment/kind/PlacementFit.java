package io.loopscope.experiment.kind;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.ClientFigures;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rule by which a placement suits a kind of work, compared with the other placements. */
final class PlacementFit {
  /** A wait that is acceptable, however much shorter it would be elsewhere. */
  private static final double TOLERABLE_MS = 60;

  /** A time this many times as long as in the best placement is too long. */
  private static final double TOO_LONG = 4;

  private static final double DONE = 0.9;

  private PlacementFit() {}

  /** Whether bystanders do not wait for the work, and the work keeps up with its rate. */
  static boolean suits(ArmReport cell, List<ArmReport> row) {
    ClientFigures clients = cell.clients();
    return !isTooLong(cell, row, it -> it.bystander().p99())
        && !isTooLong(cell, row, it -> it.work().p50())
        && clients.achievedPerSecond() >= DONE * clients.offeredPerSecond()
        && clients.success() >= DONE;
  }

  private static boolean isTooLong(
      ArmReport cell, List<ArmReport> row, ToDoubleFunction<ClientFigures> time) {
    double best = row.stream().map(ArmReport::clients).mapToDouble(time).min().orElse(0);
    return time.applyAsDouble(cell.clients()) > Math.max(TOLERABLE_MS, TOO_LONG * best);
  }
}
