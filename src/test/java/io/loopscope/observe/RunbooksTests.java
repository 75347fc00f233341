package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.observe.AlertRules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunbooksTests {
  static List<Rule> alerts() {
    return AlertRules.alerts();
  }

  static List<Runbook> runbooks() {
    return Runbook.all();
  }

  @Test
  void thereIsOneForEachAlertAndNoOther() {
    assertThat(runbooks())
        .extracting(Runbook::alert)
        .containsExactlyInAnyOrderElementsOf(alerts().stream().map(Rule::name).toList());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertSaysHowBadItIsWhoAndHowMuchAndWhereToReadOn(Rule alert) {
    assertThat(alert.severity()).isIn("critical", "warning");
    assertThat(alert.lasting()).matches("\\d+[sm]");
    assertThat(alert.runbook()).isEqualTo("docs/runbooks/" + alert.name() + ".md");
    if (!alert.promql().text().startsWith("absent(")) {
      assertThat(alert.summary()).contains("{{ $labels.");
    }
    if (alert.promql().text().matches("(?s).*[<>] [0-9].*")) {
      assertThat(alert.summary()).contains("{{ $value | humanize");
    }
  }

  @ParameterizedTest
  @MethodSource("runbooks")
  void saysWhatItMeansHowToConfirmAndWhatToDo(Runbook runbook) {
    assertThat(runbook.text())
        .startsWith("# " + runbook.alert() + "\n")
        .containsSubsequence("\n## What it means\n", "\n## Confirm\n", "\n## Do\n");
    assertThat(runbook.expressions()).as("expressions").isNotEmpty();
    assertThat(runbook.lines("sh")).as("commands").isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("runbooks")
  void speaksOfAnyServiceIfItsAlertWatchesAny(Runbook runbook) {
    boolean any = AlertRules.MONITOR.rules().anyMatch(it -> it.name().equals(runbook.alert()));
    if (any) {
      assertThat(runbook.text())
          .doesNotContainIgnoringCase("loopscope")
          .doesNotContain("/api/", "on=", "localhost:8080");
    }
  }
}
