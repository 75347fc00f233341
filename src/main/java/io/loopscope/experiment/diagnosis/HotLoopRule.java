package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.LagSummary;
import io.loopscope.experiment.NumberFormats;
import java.util.Comparator;
import java.util.List;

/**
 * One loop had much to do and its siblings little: connections stay with the loop that got them.
 */
final class HotLoopRule implements DiagnosisRule {
  private static final double HOT = 0.8;
  private static final double COOL = 0.4;

  @Override
  public double severity(ArmReport arm) {
    List<LagSummary.OfLoop> hottestFirst = hottestFirst(arm);
    boolean isAlone =
        hottestFirst.size() > 1
            && hottestFirst.getFirst().busy() > HOT
            && hottestFirst.get(1).busy() < COOL;
    return isAlone ? hottestFirst.getFirst().busy() : 0;
  }

  @Override
  public String words(ArmReport arm) {
    List<LagSummary.OfLoop> hottestFirst = hottestFirst(arm);
    return "loop %d was busy %s of the time, the next one %s"
        .formatted(
            hottestFirst.getFirst().loop(),
            NumberFormats.percent(hottestFirst.getFirst().busy()),
            NumberFormats.percent(hottestFirst.get(1).busy()));
  }

  @Override
  public String remedy() {
    return "Renew connections from time to time, so that they are spread anew.";
  }

  private static List<LagSummary.OfLoop> hottestFirst(ArmReport arm) {
    return arm.lag().loops().stream()
        .sorted(Comparator.comparingDouble(LagSummary.OfLoop::busy).reversed())
        .toList();
  }
}
