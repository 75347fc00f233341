package io.loopscope.observe.dashboard;

import static io.loopscope.observe.dashboard.JsonObjects.dataSource;
import static io.loopscope.observe.dashboard.JsonObjects.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of alerts that fire, each with a link to its runbook. */
record AlertTable(List<String> names) {
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

  /** The alerts that belong to a dashboard: the monitor's, and in the lab also its own. */
  static AlertTable of(boolean lab) {
    Stream<String> parts = lab ? Stream.of("monitor", "lab") : Stream.of("monitor");
    return new AlertTable(parts.flatMap(AlertTable::alerts).toList());
  }

  Map<String, Object> target() {
    return object(
        "datasource",
        dataSource(),
        "editorMode",
        "code",
        "expr",
        "ALERTS{alertstate=\"firing\",alertname=~\"%s\"}".formatted(String.join("|", names)),
        "legendFormat",
        "",
        "refId",
        "A",
        "range",
        false,
        "instant",
        true,
        "format",
        "table");
  }

  static List<Map<String, Object>> overrides() {
    return List.of(
        override(
            "alertname",
            List.of(
                object(
                    "id",
                    "links",
                    "value",
                    List.of(
                        object(
                            "title",
                            "Runbook",
                            "url",
                            "${runbooks}/${__value.text}.md",
                            "targetBlank",
                            true))))),
        override(
            "severity",
            List.of(
                object("id", "custom.cellOptions", "value", object("type", "color-text")),
                object("id", "mappings", "value", List.of(severities())))));
  }

  static List<Map<String, Object>> transformations() {
    return List.of(
        object(
            "id",
            "organize",
            "options",
            object(
                "excludeByName",
                object("Time", true, "Value", true, "__name__", true, "alertstate", true),
                "indexByName",
                object("severity", 0, "alertname", 1),
                "renameByName",
                object())));
  }

  private static Map<String, Object> severities() {
    return object(
        "type",
        "value",
        "options",
        object(
            "critical", object("color", "red", "index", 0),
            "warning", object("color", "yellow", "index", 1)));
  }

  private static Map<String, Object> override(String column, List<Map<String, Object>> properties) {
    return object("matcher", object("id", "byName", "options", column), "properties", properties);
  }

  private static Stream<String> alerts(String part) {
    Path rules = Path.of("k8s/components/monitoring", part, "rules.yaml");
    try {
      return ALERT.matcher(Files.readString(rules)).results().map(it -> it.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
