package io.loopscope.experiment.report;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report for a spreadsheet: the description in lines that begin with {@code #}, then a row for
 * each arm, whose round is {@code all}, and for each of its rounds.
 */
final class CsvReport {
  private CsvReport() {}

  static String of(ExperimentReport report) {
    Stream<String> header = Stream.of(line("arm", "round", ReportColumn::csvHeader));
    Stream<String> rows = report.arms().stream().flatMap(CsvReport::rows);
    return Stream.of(description(report).map(line -> "# " + line.replace("\n", " ")), header, rows)
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static Stream<String> description(ExperimentReport report) {
    return Stream.of(
            Stream.of(
                "%s %s %s"
                    .formatted(report.id(), report.request().preset().id(), report.state().id()),
                report.question(),
                "expected: " + report.expectation()),
            Stream.ofNullable(report.summary().verdict()).map(verdict -> "found: " + verdict),
            report.measured().invalidBecause().stream().map(reason -> "INVALID: " + reason),
            Stream.ofNullable(report.measured().environment())
                .flatMap(it -> MarkdownReport.facts(it).stream()))
        .flatMap(lines -> lines);
  }

  private static Stream<String> rows(ArmReport arm) {
    String name = ReportColumn.quoted(arm.name());
    return Stream.concat(
        Stream.of(line(name, "all", column -> column.csv(arm))),
        arm.rounds().stream()
            .map(round -> line(name, String.valueOf(round.round()), column -> column.csv(round))));
  }

  private static String line(String arm, String round, Function<ReportColumn, String> cell) {
    return Stream.concat(Stream.of(arm, round), Arrays.stream(ReportColumn.values()).map(cell))
        .collect(Collectors.joining(","));
  }
}
