package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.diagnosis.DiagnosisRule.Symptom;
import io.loopscope.experiment.plan.Diagnosis;
import io.loopscope.experiment.plan.Findings;
import io.loopscope.experiment.report.ArmReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** At most one sentence per rule: about the worst arm, and which others have the same problem. */
final class RuleBasedDiagnosis implements Diagnosis {
  private static final List<DiagnosisRule> RULES =
      List.of(
          new HiddenLoopWaitRule(),
          new ExecutorQueueRule(),
          new PoolQueueRule(),
          new DownstreamQueueRule(),
          new AcceptQueueRule(),
          new HotLoopRule(),
          BlockCountRule.CONTENTION,
          BlockCountRule.PAUSE);

  @Override
  public List<String> of(Findings findings) {
    return RULES.stream().map(rule -> sentence(rule, findings)).flatMap(Optional::stream).toList();
  }

  private static Optional<String> sentence(DiagnosisRule rule, Findings findings) {
    List<Affected> worstFirst =
        findings.arms().stream()
            .flatMap(arm -> rule.symptom(arm).map(it -> new Affected(arm, it)).stream())
            .sorted(Comparator.comparingDouble(Affected::severity).reversed())
            .toList();
    return worstFirst.stream()
        .findFirst()
        .map(
            worst ->
                "%s: %s. %s%s"
                    .formatted(
                        worst.arm.name(),
                        worst.symptom.sentence(),
                        rule.remedy(),
                        likewise(worstFirst.stream().skip(1))));
  }

  private static String likewise(Stream<Affected> others) {
    String names = others.map(it -> it.arm.name()).collect(Collectors.joining("; "));
    return names.isEmpty() ? "" : " (Likewise: " + names + ")";
  }

  private record Affected(ArmReport arm, Symptom symptom) {
    double severity() {
      return symptom.severity();
    }
  }
}
