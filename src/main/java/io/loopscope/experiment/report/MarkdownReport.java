package io.loopscope.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report for a document, with the environment in which it was measured. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(ExperimentReport report) {
    List<String> parts = new ArrayList<>();
    parts.add("# %s (%s)".formatted(report.request().kind(), report.request().preset().id()));
    parts.add(report.question());
    parts.add(verdict(report));
    if (!report.arms().isEmpty()) {
      parts.add(table(report.arms()));
      parts.add("Times in milliseconds, from the planned send.");
    }
    if (!report.diagnosis().isEmpty()) {
      parts.add("## Diagnosis\n\n" + list(report.diagnosis()));
    }
    parts.add("## Measured\n\n" + list(measured(report)));
    return String.join("\n\n", parts) + "\n";
  }

  private static String verdict(ExperimentReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("**Expected:** " + report.expectation());
    if (report.request().guess() != null) {
      lines.add("**Guessed:** " + report.request().guess());
    }
    lines.add(
        report.summary().verdict() == null
            ? "**State:** "
                + report.state().id()
                + (report.error() == null ? "" : ": " + report.error())
            : "**Found:** " + report.summary().verdict());
    report.measured().invalidBecause().forEach(reason -> lines.add("**INVALID:** " + reason));
    return String.join("\n\n", lines);
  }

  private static String table(List<ArmReport> arms) {
    ArmTable table = ArmTable.of(arms);
    List<String> rows = new ArrayList<>(table.rows().stream().map(MarkdownReport::row).toList());
    rows.add(
        1,
        IntStream.rangeClosed(0, table.columns().size())
            .mapToObj(column -> table.isText(column) ? "---" : "--:")
            .collect(Collectors.joining("|", "|", "|")));
    return String.join("\n", rows);
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static List<String> measured(ExperimentReport report) {
    List<String> facts = new ArrayList<>();
    facts.add(report.summary().startedAt() + ", experiment `" + report.id() + "`");
    facts.addAll(report.remarks());
    if (report.measured().environment() != null) {
      facts.addAll(facts(report.measured().environment()));
    }
    return facts;
  }

  /** The environment, one line for each part. */
  static List<String> facts(RunEnvironment environment) {
    return List.of(
        "machine: %s, %d CPUs, limit %s, %d MB, %s"
            .formatted(
                environment.host().cpuModel(),
                environment.host().cpus(),
                environment.host().cpuLimit() == null
                    ? "none"
                    : environment.host().cpuLimit() + " cores",
                environment.host().memoryMb(),
                environment.host().system()),
        "JVM: %s, heap %d MB, %s, %s"
            .formatted(
                environment.jvm(),
                environment.heapMb(),
                String.join(" and ", environment.collectors()),
                environment.flags().isEmpty() ? "no flags" : String.join(" ", environment.flags())),
        "loops: %s, over %s".formatted(joined(environment.loops()), environment.transport()),
        "pools: " + joined(environment.pools()),
        "versions: " + joined(environment.versions()),
        "one unit of work, in ms: " + joined(environment.msPerUnit()));
  }

  private static String joined(Map<String, ?> map) {
    return map.entrySet().stream()
        .map(
            it ->
                it.getKey()
                    + " "
                    + (it.getValue() instanceof Double value
                        ? NumberFormats.of(value)
                        : it.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String list(List<String> lines) {
    return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }
}
