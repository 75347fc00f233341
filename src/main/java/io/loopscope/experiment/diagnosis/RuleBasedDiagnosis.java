package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.Diagnosis;
import io.loopscope.experiment.Findings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** At most one sentence per rule: about the worst arm, and which others are like it. */
final class RuleBasedDiagnosis implements Diagnosis {
  private static final List<DiagnosisRule> RULES =
      List.of(
          new HiddenLoopWaitRule(),
          new ExecutorQueueRule(),
          new PoolQueueRule(),
          new DownstreamQueueRule(),
          new AcceptQueueRule(),
          new HotLoopRule(),
          new CpuContentionRule(),
          new PauseRule());

  @Override
  public List<String> of(Findings findings) {
    return RULES.stream().map(rule -> sentence(rule, findings)).flatMap(Optional::stream).toList();
  }

  private static Optional<String> sentence(DiagnosisRule rule, Findings findings) {
    List<ArmReport> worstFirst =
        findings.arms().stream()
            .filter(arm -> rule.severity(arm) > 0)
            .sorted(Comparator.comparingDouble(rule::severity).reversed())
            .toList();
    return worstFirst.stream()
        .findFirst()
        .map(
            worst ->
                "%s: %s. %s%s"
                    .formatted(
                        worst.name(),
                        rule.words(worst),
                        rule.remedy(),
                        likewise(worstFirst.stream().skip(1))));
  }

  private static String likewise(Stream<ArmReport> others) {
    String names = others.map(ArmReport::name).collect(Collectors.joining("; "));
    return names.isEmpty() ? "" : " (Likewise: " + names + ")";
  }
}
