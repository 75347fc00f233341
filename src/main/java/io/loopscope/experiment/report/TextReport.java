package io.loopscope.experiment.report;

import io.loopscope.experiment.ExperimentProgress;
import io.loopscope.experiment.ExperimentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A report for a terminal. */
final class TextReport {
  private static final String BUCKETS = "1 ms … 10 s";

  private TextReport() {}

  static String of(ExperimentReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s  %s".formatted(report.id(), report.request().preset().id(), state(report)));
    lines.add(report.question());
    lines.add("");
    lines.add("expected   " + report.expectation());
    add(lines, "guessed    ", report.request().guess());
    add(lines, "found      ", report.summary().verdict());
    add(lines, "failed     ", report.error());
    report.measured().invalidBecause().forEach(reason -> lines.add("INVALID    " + reason));
    report.diagnosis().forEach(sentence -> lines.add("–          " + sentence));
    report.remarks().forEach(note -> lines.add("note       " + note));
    if (!report.arms().isEmpty()) {
      lines.add("");
      lines.addAll(table(report.arms()));
      lines.add("");
      lines.add("times in milliseconds; histograms of the bystander and of the work, " + BUCKETS);
      lines.addAll(histograms(report.arms()));
    }
    return String.join("\n", lines);
  }

  private static String state(ExperimentReport report) {
    ExperimentProgress now = report.summary().now();
    return now.state() == ExperimentStatus.RUNNING
        ? "%.0f %%, %.0f s left, %s"
            .formatted(
                100 * now.progress(), now.secondsLeft(), Objects.requireNonNullElse(now.step(), ""))
        : now.state().id();
  }

  private static void add(List<String> lines, String label, @Nullable String text) {
    if (text != null) {
      lines.add(label + text);
    }
  }

  private static List<String> table(List<ArmReport> arms) {
    ArmTable table = ArmTable.of(arms);
    int[] widths =
        IntStream.rangeClosed(0, table.columns().size())
            .map(i -> table.rows().stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return table.rows().stream().map(row -> line(row, table, widths)).toList();
  }

  private static String line(List<String> row, ArmTable table, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            i -> {
              String blanks = " ".repeat(widths[i] - row.get(i).length());
              return table.isText(i) ? row.get(i) + blanks : blanks + row.get(i);
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static List<String> histograms(List<ArmReport> arms) {
    int width = arms.stream().mapToInt(arm -> arm.name().length()).max().orElse(0);
    return arms.stream()
        .map(
            arm ->
                "%s  %s  %s"
                    .formatted(
                        arm.name() + " ".repeat(width - arm.name().length()),
                        Sparkline.of(arm.clients().bystander()),
                        Sparkline.of(arm.clients().work())))
        .toList();
  }
}
