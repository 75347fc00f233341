package io.loopscope.observe.dashboard;

import static io.loopscope.observe.dashboard.JsonObjects.dataSource;
import static io.loopscope.observe.dashboard.JsonObjects.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One panel as Grafana wants it.
 *
 * @param consolePath what a pod's console serves for the panel's dashboard
 */
record PanelModel(PanelDescription panel, AlertTable alerts, String consolePath) {
  Map<String, Object> json(int id, Map<String, Object> position) {
    Map<String, Object> json =
        object(
            "id",
            id,
            "gridPos",
            position,
            "type",
            panel.shape().type(),
            "title",
            panel.title(),
            "description",
            panel.text("about", "").replace("{causes}", Palette.causesInWords()),
            "datasource",
            dataSource(),
            "fieldConfig",
            object("defaults", defaults(), "overrides", overrides()),
            "options",
            panel.shape().options(),
            "links",
            panel.runbooks().stream().map(PanelModel::runbook).toList(),
            "targets",
            targets());
    if (isAlertTable()) {
      json.put("transformations", AlertTable.transformations());
    }
    return json;
  }

  private Map<String, Object> defaults() {
    Map<String, Object> defaults =
        object(
            "color",
            color(),
            "thresholds",
            object("mode", "absolute", "steps", steps()),
            "unit",
            panel.text("unit", ""));
    Map<String, Object> custom = panel.shape().custom(panel.drawsLimits());
    if (!custom.isEmpty()) {
      defaults.put("custom", custom);
    }
    if (panel.shape().isCurve()) {
      defaults.put("min", 0);
    } else {
      defaults.put("noValue", isAlertTable() ? "no alert fires" : "–");
    }
    Stream.of("max", "decimals")
        .filter(panel.yaml()::containsKey)
        .forEach(it -> defaults.put(it, panel.yaml().get(it)));
    if (panel.isByPod()) {
      defaults.put("links", List.of(console()));
    }
    return defaults;
  }

  private Map<String, Object> color() {
    if (panel.paints("loops")) {
      return object("mode", "shades", "fixedColor", Palette.LOOPS);
    }
    return object(
        "mode", panel.shape().isPaintedByLimits() ? "thresholds" : "palette-classic-by-name");
  }

  private List<Map<String, Object>> steps() {
    List<Map<String, Object>> steps = new ArrayList<>();
    steps.add(object("color", panel.below(), "value", null));
    panel.from().forEach((colour, value) -> steps.add(object("color", colour, "value", value)));
    return steps;
  }

  private List<Map<String, Object>> overrides() {
    if (isAlertTable()) {
      return AlertTable.overrides();
    }
    Stream<Map<String, Object>> own =
        panel.series().entrySet().stream().map(SeriesLook::new).map(SeriesLook::override);
    return (panel.paints("causes") ? Stream.concat(Palette.ofCauses().stream(), own) : own)
        .toList();
  }

  private List<Map<String, Object>> targets() {
    if (isAlertTable()) {
      return List.of(alerts.target());
    }
    List<Map<String, Object>> targets = new ArrayList<>();
    panel.queries().forEach((legend, query) -> targets.add(target(targets.size(), legend, query)));
    return targets;
  }

  private Map<String, Object> target(int index, String legend, Object query) {
    boolean onceForAll = query.toString().contains("[range]") && !panel.shape().isCurve();
    Map<String, Object> target =
        object(
            "datasource",
            dataSource(),
            "editorMode",
            "code",
            "expr",
            Selectors.written(query.toString()),
            "legendFormat",
            legend,
            "refId",
            String.valueOf((char) ('A' + index)),
            "range",
            !onceForAll);
    if (onceForAll) {
      target.put("instant", true);
    }
    if (panel.shape() == PanelShape.HEATMAP) {
      target.put("format", "heatmap");
    }
    if (panel.hasExemplars(legend)) {
      target.put("exemplar", true);
    }
    return target;
  }

  private Map<String, Object> console() {
    return object(
        "title",
        "Console of ${__field.labels.pod} ${__field.labels.instance}",
        "url",
        "${consoles}${__field.labels.instance}" + consolePath,
        "targetBlank",
        true);
  }

  private boolean isAlertTable() {
    return panel.shape() == PanelShape.ALERTS;
  }

  private static Map<String, Object> runbook(Object alert) {
    return object(
        "title", "Runbook: " + alert, "url", "${runbooks}/" + alert + ".md", "targetBlank", true);
  }
}
