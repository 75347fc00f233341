package io.loopscope.experiment.report;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.ExperimentReport;
import io.loopscope.experiment.NumberFormats;
import io.loopscope.experiment.RoundReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report for a spreadsheet: what it is about in lines that begin with {@code #}, then a row for
 * each arm, whose round is {@code all}, and for each of its rounds.
 */
final class CsvReport {
  private static final List<String> HEADER =
      List.of(
          "arm",
          "round",
          "offered_per_second",
          "achieved_per_second",
          "work_p50_ms",
          "work_p90_ms",
          "work_p99_ms",
          "work_max_ms",
          "bystander_p50_ms",
          "bystander_p90_ms",
          "bystander_p99_ms",
          "bystander_max_ms",
          "server_p99_ms",
          "lag_p99_ms",
          "lag_max_ms",
          "cpu_cores",
          "threads",
          "memory_mb",
          "blocks",
          "errors");

  private CsvReport() {}

  static String of(ExperimentReport report) {
    List<String> lines = new ArrayList<>();
    about(report).forEach(line -> lines.add("# " + line.replace("\n", " ")));
    lines.add(String.join(",", HEADER));
    for (ArmReport arm : report.arms()) {
      lines.add(row(arm));
      arm.rounds().forEach(round -> lines.add(row(arm, round)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static Stream<String> about(ExperimentReport report) {
    return Stream.of(
            Stream.of(
                report.id() + " " + report.preset().id() + " " + report.state().id(),
                report.question(),
                "expected: " + report.expectation()),
            Stream.ofNullable(report.verdict()).map(verdict -> "found: " + verdict),
            report.invalidBecause().stream().map(reason -> "INVALID: " + reason),
            Stream.ofNullable(report.environment())
                .flatMap(it -> MarkdownReport.facts(it).stream()))
        .flatMap(lines -> lines);
  }

  private static String row(ArmReport arm) {
    return line(
        text(arm.name()),
        "all",
        number(arm.offeredPerSecond()),
        number(arm.achievedPerSecond()),
        number(arm.work().p50()),
        number(arm.work().p90()),
        number(arm.work().p99()),
        number(arm.work().max()),
        number(arm.bystander().p50()),
        number(arm.bystander().p90()),
        number(arm.bystander().p99()),
        number(arm.bystander().max()),
        number(arm.server().p99()),
        number(arm.lag().p99()),
        number(arm.lag().max()),
        number(arm.cpu()),
        String.valueOf(arm.threads()),
        number(arm.memoryMb()),
        text(NumberFormats.blocks(arm.blocks())),
        text(NumberFormats.counts(arm.errors())));
  }

  private static String row(ArmReport arm, RoundReport round) {
    return line(
        text(arm.name()),
        String.valueOf(round.round()),
        "",
        number(round.achievedPerSecond()),
        number(round.workP50()),
        "",
        number(round.workP99()),
        "",
        number(round.bystanderP50()),
        "",
        number(round.bystanderP99()),
        "",
        number(round.serverP99()),
        number(round.lagP99()),
        "",
        "",
        "",
        "",
        "",
        "");
  }

  private static String line(String... cells) {
    return Stream.of(cells).collect(Collectors.joining(","));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String text(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }
}
