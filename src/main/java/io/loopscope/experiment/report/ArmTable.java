package io.loopscope.experiment.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arms as a table for people, without the columns that are empty in every row.
 *
 * @param columns those after the name of the arm
 * @param rows the header, then a row for each arm
 */
record ArmTable(List<ReportColumn> columns, List<List<String>> rows) {
  static ArmTable of(List<ArmReport> arms) {
    List<ReportColumn> columns =
        Arrays.stream(ReportColumn.values())
            .filter(column -> !column.isDetail())
            .filter(column -> arms.stream().anyMatch(arm -> !column.text(arm).isEmpty()))
            .toList();
    Stream<String> header = columns.stream().map(ReportColumn::header);
    Stream<List<String>> rows =
        arms.stream().map(arm -> row(arm.name(), columns.stream().map(it -> it.text(arm))));
    return new ArmTable(columns, Stream.concat(Stream.of(row("arm", header)), rows).toList());
  }

  /** Whether the cells of a column are aligned to the left. */
  boolean isText(int index) {
    return index == 0 || columns.get(index - 1).isText();
  }

  private static List<String> row(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).toList();
  }
}
