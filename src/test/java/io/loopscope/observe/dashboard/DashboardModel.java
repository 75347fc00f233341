package io.loopscope.observe.dashboard;

import static io.loopscope.observe.dashboard.JsonObjects.dataSource;
import static io.loopscope.observe.dashboard.JsonObjects.object;

import io.loopscope.observe.dashboard.DashboardDescription.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole dashboard as Grafana wants it: what all of them share, and the panels of one. */
final class DashboardModel {
  private static final int COLUMNS = 24;
  private static final String TAG = "event-loops";

  private final DashboardDescription dashboard;
  private final List<Map<String, Object>> panels = new ArrayList<>();
  private int x;
  private int y;
  private int rowHeight;

  DashboardModel(DashboardDescription dashboard) {
    this.dashboard = dashboard;
    dashboard.rows().forEach(this::add);
  }

  Map<String, Object> json() {
    return object(
        "annotations",
        object("list", annotations()),
        "description",
        dashboard.about(),
        "editable",
        true,
        "graphTooltip",
        1,
        "id",
        null,
        "links",
        List.of(siblings()),
        "panels",
        panels,
        "refresh",
        "10s",
        "schemaVersion",
        42,
        "tags",
        dashboard.isOfTheLab() ? List.of("loopscope", TAG) : List.of(TAG),
        "templating",
        object("list", Variables.of(dashboard)),
        "time",
        object("from", "now-30m", "to", "now"),
        "timezone",
        "browser",
        "title",
        dashboard.title(),
        "uid",
        dashboard.uid(),
        "version",
        1);
  }

  private void add(Row row) {
    endLine();
    panels.add(
        object(
            "type",
            "row",
            "id",
            panels.size() + 1,
            "title",
            row.title(),
            "collapsed",
            false,
            "gridPos",
            position(COLUMNS, 1),
            "panels",
            List.of()));
    row.panels().forEach(this::add);
  }

  private void add(PanelDescription panel) {
    PanelModel model = new PanelModel(panel, AlertTable.of(dashboard.isOfTheLab()), consolePath());
    panels.add(model.json(panels.size() + 1, position(panel.width(), panel.height())));
  }

  /** The next free place, from left to right and then below the tallest of the line. */
  private Map<String, Object> position(int width, int height) {
    if (x + width > COLUMNS) {
      endLine();
    }
    Map<String, Object> position = object("h", height, "w", width, "x", x, "y", y);
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return position;
  }

  private void endLine() {
    x = 0;
    y += rowHeight;
    rowHeight = 0;
  }

  private String consolePath() {
    return dashboard.isOfTheLab() ? "/" : "/actuator/eventloops";
  }

  private List<Map<String, Object>> annotations() {
    List<Map<String, Object>> annotations = new ArrayList<>();
    annotations.add(
        object(
            "builtIn",
            1,
            "datasource",
            object("type", "grafana", "uid", "-- Grafana --"),
            "enable",
            true,
            "hide",
            true,
            "iconColor",
            "rgba(0, 211, 255, 1)",
            "name",
            "Annotations & Alerts",
            "type",
            "dashboard"));
    annotations.add(
        annotation(
            "Blocks over 1 s",
            Palette.LOOPS,
            "max by (pod, instance, group, loop) (eventloop_blocked_seconds{loops}) > 1",
            "Loop {{group}}-{{loop}} blocked",
            "group,loop"));
    if (dashboard.isOfTheLab()) {
      annotations.add(
          annotation(
              "Experiments",
              Palette.EXPERIMENTS,
              "max by (pod, instance, kind) (loopscope_experiment_running{at}) > 0",
              "Experiment {{kind}} runs",
              "kind"));
    }
    return annotations;
  }

  private static Map<String, Object> annotation(
      String name, String colour, String query, String title, String tags) {
    return object(
        "name",
        name,
        "datasource",
        dataSource(),
        "enable",
        true,
        "hide",
        false,
        "iconColor",
        colour,
        "expr",
        Selectors.written(query),
        "titleFormat",
        title,
        "textFormat",
        "{{pod}} {{instance}}",
        "tagKeys",
        tags,
        "step",
        "",
        "useValueForTime",
        false);
  }

  private static Map<String, Object> siblings() {
    return object(
        "type",
        "dashboards",
        "title",
        "Event loops",
        "tags",
        List.of(TAG),
        "asDropdown",
        false,
        "icon",
        "external link",
        "includeVars",
        true,
        "keepTime",
        true,
        "targetBlank",
        false,
        "tooltip",
        "",
        "url",
        "");
  }
}
