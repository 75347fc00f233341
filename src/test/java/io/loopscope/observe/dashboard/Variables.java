package io.loopscope.observe.dashboard;

import static io.loopscope.observe.dashboard.JsonObjects.dataSource;
import static io.loopscope.observe.dashboard.JsonObjects.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a viewer can choose at the top of a dashboard. */
final class Variables {
  private static final String LOOPS = "eventloop_busy_seconds_total";
  private static final String ALL = "$__all";

  private Variables() {}

  static List<Map<String, Object>> of(DashboardDescription dashboard) {
    List<Map<String, Object>> variables = new ArrayList<>();
    variables.add(chosenDataSource());
    variables.add(several("namespace", "Namespace", "", LOOPS, ALL));
    variables.add(several("job", "Job", "", LOOPS + "{" + Selectors.NAMESPACE + "}", ALL));
    variables.add(several("pod", "Pod", "", LOOPS + "{" + Selectors.JOB + "}", ALL));
    variables.add(several("instance", "Instance", "", LOOPS + "{" + Selectors.POD + "}", ALL));
    variables.add(
        several(
            "group",
            "Loop group",
            "Event loops of one purpose: http is the service's own",
            LOOPS + "{" + Selectors.AT + "}",
            dashboard.isOfTheLab() ? "http" : ALL));
    if (dashboard.hasChosenWait()) {
      variables.add(chosenWait());
    }
    variables.add(
        text(
            "runbooks",
            "Runbooks at",
            "Where the folder docs/runbooks can be read in a browser; every link to a runbook begins with it",
            "docs/runbooks"));
    variables.add(
        text(
            "consoles",
            "Consoles at",
            "What stands before the address of an instance in links to its console: http:// where pods can be reached from the browser, or the address of a proxy",
            "http://"));
    return variables;
  }

  private static Map<String, Object> chosenDataSource() {
    return object(
        "type",
        "datasource",
        "name",
        "datasource",
        "label",
        "Data source",
        "query",
        "prometheus",
        "hide",
        0,
        "includeAll",
        false,
        "multi",
        false,
        "options",
        List.of(),
        "refresh",
        1,
        "current",
        current("default", "default"));
  }

  private static Map<String, Object> several(
      String label, String title, String about, String series, String initially) {
    Map<String, Object> variable = query(label, title, about, series);
    variable.putAll(
        object(
            "includeAll",
            true,
            "multi",
            true,
            "allValue",
            ".*",
            "current",
            current(List.of(initially.equals(ALL) ? "All" : initially), List.of(initially))));
    return variable;
  }

  private static Map<String, Object> chosenWait() {
    Map<String, Object> variable =
        query(
            "over",
            "Waits longer than",
            "The wait from which an arrival counts as starved",
            "eventloop_starved_seconds_total{" + Selectors.AT + "}");
    variable.putAll(
        object("includeAll", false, "multi", false, "current", current("100ms", "100ms")));
    return variable;
  }

  private static Map<String, Object> query(
      String label, String title, String about, String series) {
    String values = "label_values(%s, %s)".formatted(series, label);
    return object(
        "type",
        "query",
        "name",
        label,
        "label",
        title,
        "description",
        about,
        "datasource",
        dataSource(),
        "hide",
        0,
        "definition",
        values,
        "query",
        object(
            "qryType", 1, "query", values, "refId", "PrometheusVariableQueryEditor-VariableQuery"),
        "refresh",
        2,
        "regex",
        "",
        "sort",
        1,
        "options",
        List.of());
  }

  private static Map<String, Object> text(
      String name, String title, String about, String initially) {
    return object(
        "type",
        "textbox",
        "name",
        name,
        "label",
        title,
        "description",
        about,
        "hide",
        0,
        "query",
        initially,
        "current",
        current(initially, initially),
        "options",
        List.of(current(initially, initially)));
  }

  private static Map<String, Object> current(Object text, Object value) {
    return object("selected", true, "text", text, "value", value);
  }
}
