package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.LagSummary.OfLoop;
import io.loopscope.experiment.report.NumberFormats;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One loop was busy and the others were not: a connection stays with the loop it got. */
final class HotLoopRule implements DiagnosisRule {
  private static final double HOT = 0.8;
  private static final double COOL = 0.4;

  @Override
  public Optional<Symptom> symptom(ArmReport arm) {
    List<OfLoop> busiestFirst =
        arm.service().lag().loops().stream()
            .sorted(Comparator.comparingDouble(OfLoop::busy).reversed())
            .toList();
    if (busiestFirst.size() < 2) {
      return Optional.empty();
    }
    OfLoop first = busiestFirst.getFirst();
    OfLoop second = busiestFirst.get(1);
    return first.busy() > HOT && second.busy() < COOL
        ? Optional.of(new Symptom(first.busy(), sentence(first, second)))
        : Optional.empty();
  }

  @Override
  public String remedy() {
    return "Renew connections from time to time, so that they spread over the loops again.";
  }

  private static String sentence(OfLoop first, OfLoop second) {
    return "loop %d was busy %s of the time, the next one %s"
        .formatted(
            first.loop(),
            NumberFormats.percent(first.busy()),
            NumberFormats.percent(second.busy()));
  }
}
