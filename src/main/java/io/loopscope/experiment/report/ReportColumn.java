package io.loopscope.experiment.report;

import io.loopscope.experiment.ArmReport;
import io.loopscope.experiment.NumberFormats;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A column of the tables in which reports show their arms. */
record ReportColumn(String header, boolean isText, Function<ArmReport, String> cell) {
  private static final List<ReportColumn> ALL =
      List.of(
          text("arm", ArmReport::name),
          number("offered/s", arm -> arm.offeredPerSecond()),
          number("got/s", arm -> arm.achievedPerSecond()),
          number("work p50", arm -> arm.work().p50()),
          number("work p99", arm -> arm.work().p99()),
          number("bystander p50", arm -> arm.bystander().p50()),
          number("bystander p99", arm -> arm.bystander().p99()),
          number("server p99", arm -> arm.server().p99()),
          number("lag p99", arm -> arm.lag().p99()),
          number("lag max", arm -> arm.lag().max()),
          number("CPU", arm -> arm.cpu()),
          number("threads", arm -> (double) arm.threads()),
          number("MB", arm -> arm.memoryMb()),
          text("blocks", arm -> NumberFormats.blocks(arm.blocks())),
          text("errors", arm -> NumberFormats.counts(arm.errors())));

  /** Those in which at least one arm has something to say. */
  static List<ReportColumn> of(List<ArmReport> arms) {
    return ALL.stream()
        .filter(column -> arms.stream().anyMatch(arm -> !column.cell.apply(arm).isEmpty()))
        .toList();
  }

  /** The header row and a row for each arm. */
  static List<List<String>> rows(List<ReportColumn> columns, List<ArmReport> arms) {
    return Stream.concat(
            Stream.of(columns.stream().map(ReportColumn::header).toList()),
            arms.stream()
                .map(arm -> columns.stream().map(column -> column.cell.apply(arm)).toList()))
        .toList();
  }

  private static ReportColumn text(String header, Function<ArmReport, String> cell) {
    return new ReportColumn(header, true, cell);
  }

  private static ReportColumn number(String header, Function<ArmReport, Double> value) {
    return new ReportColumn(header, false, arm -> NumberFormats.of(value.apply(arm)));
  }
}
