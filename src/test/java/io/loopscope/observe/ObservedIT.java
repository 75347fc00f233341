package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.loopscope.ExternalTool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Prometheus scrapes the running application while each kind of work runs and two loops are
 * blocked; then everything that operators are given is asked of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservedIT {
  /** Metrics that this test cannot make appear, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "container_cpu_cfs_periods_total", "cAdvisor's, in a container with a CPU limit",
          "container_cpu_cfs_throttled_periods_total",
              "cAdvisor's, in a container with a CPU limit",
          "loopscope_experiment_running", "only while an experiment runs",
          "ALERTS", "only while an alert is pending or fires");

  /** What promtool finds wrong with names and texts that are not ours. */
  private static final Map<String, String> LINT =
      Map.of(
          "http_client_requests_", "Spring's observations have no description",
          "http_server_requests_", "Spring's observations have no description",
          "reactor_netty_", "Reactor Netty's pool meters have no description",
          "jvm_compilation_time_ms_total", "Micrometer's unit is ms",
          "process_cpu_time_ns_total", "Micrometer's unit is ns",
          "system_cpu_count", "Micrometer's name, a gauge");

  private static final Duration SECOND = Duration.ofSeconds(1);

  private Path folder;
  private MonitoringStack observed;
  private Prometheus prometheus;

  @BeforeAll
  void workWhilePrometheusScrapes(@TempDir Path folder) throws Exception {
    ExternalTool.require("prometheus");
    this.folder = folder;
    observed = MonitoringStack.start(folder);
    prometheus = observed.prometheus();
    observed.work();
  }

  @AfterAll
  void end() {
    if (observed != null) {
      observed.close();
    }
  }

  /** Dashboards and runbooks: evaluated without an error, and with a number where one is due. */
  @TestFactory
  Stream<DynamicTest> everyExpressionHasAnAnswer() {
    return Stream.concat(
            Dashboard.all().stream().flatMap(Dashboard::expressions),
            Runbook.all().stream().flatMap(Runbook::expressions))
        .map(it -> dynamicTest(it.where(), () -> assertHasAnswer(it)));
  }

  @TestFactory
  Stream<DynamicTest> everyVariableHasValues() {
    return Dashboard.all().stream()
        .flatMap(dashboard -> dashboard.labelValues().stream())
        .map(
            it ->
                dynamicTest(
                    it.series().where(),
                    () ->
                        assertThat(prometheus.labelValues(it.label(), it.series().sent()))
                            .isNotEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleIsEvaluatedWithoutAnError() {
    prometheus.await("on:loopscope_work:fill_ratio");
    return prometheus
        .rules()
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .map(
            rule ->
                dynamicTest(
                    rule.path("name").asString(),
                    () -> {
                      assertThat(rule.path("lastError").asString("")).isEmpty();
                      assertThat(rule.path("health").asString()).isEqualTo("ok");
                    }));
  }

  @Test
  void everyMetricThatIsNamedIsScraped() {
    Set<String> scraped = new TreeSet<>(prometheus.metricNames());
    Set<String> named = new TreeSet<>();
    Map<String, String> missing = new TreeMap<>();
    Stream.of(
            Dashboard.all().stream().flatMap(Dashboard::expressions),
            AlertRules.all().stream().map(AlertRules.Rule::promql),
            Runbook.all().stream().flatMap(Runbook::expressions))
        .flatMap(expressions -> expressions)
        .forEach(
            it -> {
              named.addAll(it.metrics());
              it.metrics().stream()
                  .filter(name -> !scraped.contains(name) && !ELSEWHERE.containsKey(name))
                  .forEach(name -> missing.put(name, it.where()));
            });

    assertThat(missing).isEmpty();
    assertThat(named).as("exceptions that are needed").containsAll(ELSEWHERE.keySet());
  }

  @Test
  void noAlertFiresForBlocksThatSoonEnd() {
    assertThat(prometheus.queryRange("ALERTS{alertstate=\"firing\"}", observed.start(), SECOND))
        .isEmpty();
  }

  @Test
  void theAutoscalersMetricIsThereForEachPod() {
    Autoscaler.AdapterRule rule = Autoscaler.adapterRule();

    assertThat(prometheus.query(rule.discovery())).isNotEmpty();
    assertThat(prometheus.query(rule.of("lab", "lab-0").text()).path(0).path("metric").path("pod"))
        .hasToString("\"lab-0\"");
  }

  @Test
  void kedaGetsAShareOfEachPod() {
    for (Autoscaler.KedaTrigger trigger : Autoscaler.kedaTriggers()) {
      String here = trigger.query().replace("\"loopscope\"", "\"lab\"");

      assertThat(prometheus.query(here).path(0).path("value").path(1).asString())
          .as(here)
          .satisfies(value -> assertThat(Double.parseDouble(value)).isBetween(0.0, 1.01));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCommandOfARunbookWorks() {
    return Runbook.all().stream()
        .flatMap(
            runbook ->
                runbook.curls().map(line -> dynamicTest(runbook + ": " + line, () -> run(line))));
  }

  @Test
  void promtoolFindsNothingWrongThatIsOurs() throws Exception {
    String scrape = run("curl -fsS localhost:8081/actuator/prometheus").output();
    CommandResult check =
        CommandResult.run(
            folder, scrape, ExternalTool.require("promtool").toString(), "check", "metrics");

    assertThat(check.output().lines())
        .filteredOn(line -> LINT.keySet().stream().noneMatch(line::startsWith))
        .isEmpty();
  }

  private void assertHasAnswer(Promql it) {
    boolean due = it.metrics().stream().noneMatch(ELSEWHERE::containsKey);
    assertThat(prometheus.hadValue(it.sent(), observed.start()) || !due).as(it.sent()).isTrue();
  }

  private CommandResult run(String line) throws IOException, InterruptedException {
    CommandResult command = CommandResult.run(folder, "", "sh", "-c", observed.here(line));
    assertThat(command.exit()).as(command.output()).isZero();
    assertThat(command.output()).isNotBlank();
    return command;
  }
}
