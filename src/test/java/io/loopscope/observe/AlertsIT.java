package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.ExternalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules, before any Prometheus loads them. */
class AlertsIT {
  private static final Path CASES =
      Path.of("src/test/resources/io/loopscope/observe/alerts.test.yaml");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aPlainPrometheusGetsWhatTheOperatorGets(AlertRules part)
      throws IOException, InterruptedException {
    assertThat(Files.readString(part.file())).contains(part.unwrapping());
    assertThat(AlertRules.yaml(part.unwrap(folder))).isEqualTo(part.spec());
  }

  @ParameterizedTest
  @EnumSource
  void prometheusUnderstandsTheRules(AlertRules part) throws IOException, InterruptedException {
    Path rules = part.unwrap(folder);
    CommandResult check = promtool("check", "rules", "--lint-fatal", rules.toString());

    assertThat(check.exit()).as(check.output()).isZero();
    assertThat(check.output()).contains("SUCCESS: " + part.rules().count() + " rules found");
  }

  @Test
  void theRulesOfTheMonitorWatchAnyServiceThatHasIt() {
    assertThat(AlertRules.MONITOR.rules())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            rule -> {
              assertThat(rule.expr()).doesNotContain("loopscope", "job=");
              assertThat(rule.promql().metrics())
                  .allMatch(it -> it.contains("eventloop_") || it.startsWith("container_cpu_cfs_"));
            });
  }

  @Test
  void eachAlertFiresWhenItShouldAndOnlyThen() throws IOException, InterruptedException {
    AlertRules.unwrapAll(folder);
    Path cases = Files.copy(CASES, folder.resolve("alerts.test.yaml"));
    CommandResult test = promtool("test", "rules", cases.toString());

    assertThat(test.exit()).as(test.output()).isZero();
  }

  @Test
  void noAlertGoesUntested() throws IOException {
    List<String> tested =
        AlertRules.maps(AlertRules.map(AlertRules.yaml(CASES)).get("tests"))
            .map(test -> test.get("name").toString())
            .toList();

    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            AlertRules.alerts().stream().map(AlertRules.Rule::name).toList());
  }

  private CommandResult promtool(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = ExternalTool.require("promtool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return CommandResult.run(folder, "", command);
  }
}
