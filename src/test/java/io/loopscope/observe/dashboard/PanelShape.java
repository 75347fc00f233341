package io.loopscope.observe.dashboard;

import static io.loopscope.observe.dashboard.JsonObjects.object;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a panel looks like, with the options that Grafana wants for it. */
enum PanelShape {
  /** The last value, with its course in the background. */
  STAT("stat") {
    @Override
    Map<String, Object> options() {
      return statOptions("area");
    }
  },
  /** The last value alone. */
  NUMBER("stat") {
    @Override
    Map<String, Object> options() {
      return statOptions("none");
    }
  },
  LINES("timeseries") {
    @Override
    Map<String, Object> custom(boolean drawsLimits) {
      return curve("line", 0, 1, "none", drawsLimits);
    }
  },
  AREAS("timeseries") {
    @Override
    Map<String, Object> custom(boolean drawsLimits) {
      return curve("line", 40, 1, "normal", drawsLimits);
    }
  },
  BARS("timeseries") {
    @Override
    Map<String, Object> custom(boolean drawsLimits) {
      return curve("bars", 80, 0, "none", drawsLimits);
    }
  },
  STACKED_BARS("timeseries") {
    @Override
    Map<String, Object> custom(boolean drawsLimits) {
      return curve("bars", 80, 0, "normal", drawsLimits);
    }
  },
  /** One lane a series, coloured by its value. */
  STATES("state-timeline") {
    @Override
    Map<String, Object> custom(boolean drawsLimits) {
      return object("fillOpacity", 80, "lineWidth", 0);
    }

    @Override
    Map<String, Object> options() {
      return object(
          "alignValue",
          "left",
          "legend",
          object(
              "calcs", List.of(), "displayMode", "list", "placement", "bottom", "showLegend", true),
          "mergeValues",
          true,
          "rowHeight",
          0.8,
          "showValue",
          "auto",
          "tooltip",
          object("mode", "single", "sort", "none"));
    }
  },
  HEATMAP("heatmap") {
    @Override
    Map<String, Object> custom(boolean drawsLimits) {
      return object("scaleDistribution", object("type", "linear"));
    }

    @Override
    Map<String, Object> options() {
      return object(
          "calculate",
          false,
          "cellGap",
          1,
          "cellValues",
          object("unit", "short"),
          "color",
          object(
              "exponent",
              0.3,
              "mode",
              "scheme",
              "scale",
              "exponential",
              "scheme",
              "Viridis",
              "steps",
              64),
          "exemplars",
          object("color", "rgba(255,255,255,0.7)"),
          "filterValues",
          object("le", 1e-9),
          "legend",
          object("show", true),
          "rowsFrame",
          object("layout", "auto", "value", "arrivals"),
          "tooltip",
          object("mode", "single", "showColorScale", false, "yHistogram", true),
          "yAxis",
          object("axisPlacement", "left", "reverse", false, "unit", "s"));
    }
  },
  /** A table of the alerts that fire. */
  ALERTS("table") {
    @Override
    Map<String, Object> custom(boolean drawsLimits) {
      return object("align", "auto", "cellOptions", object("type", "auto"), "inspect", false);
    }

    @Override
    Map<String, Object> options() {
      return object("cellHeight", "sm", "showHeader", true);
    }
  };

  private final String type;

  PanelShape(String type) {
    this.type = type;
  }

  static PanelShape of(String words) {
    return valueOf(words.replace(' ', '_').toUpperCase(Locale.ROOT));
  }

  /** Grafana's name of the panel. */
  String type() {
    return type;
  }

  boolean isCurve() {
    return type.equals("timeseries");
  }

  /** Whether values are coloured by the limits they pass, and not by series. */
  boolean isPaintedByLimits() {
    return List.of(STAT, NUMBER, STATES, ALERTS).contains(this);
  }

  Map<String, Object> custom(boolean drawsLimits) {
    return Map.of();
  }

  Map<String, Object> options() {
    return object(
        "legend",
        object(
            "calcs",
            List.of("lastNotNull", "max"),
            "displayMode",
            "table",
            "placement",
            "bottom",
            "showLegend",
            true),
        "tooltip",
        object("mode", "multi", "sort", "desc"));
  }

  private static Map<String, Object> statOptions(String graph) {
    return object(
        "colorMode",
        "value",
        "graphMode",
        graph,
        "justifyMode",
        "auto",
        "orientation",
        "auto",
        "reduceOptions",
        object("calcs", List.of("lastNotNull"), "fields", "", "values", false),
        "textMode",
        "auto",
        "wideLayout",
        true);
  }

  private static Map<String, Object> curve(
      String style, int fill, int width, String stacking, boolean drawsLimits) {
    return object(
        "drawStyle",
        style,
        "fillOpacity",
        fill,
        "lineInterpolation",
        "linear",
        "lineWidth",
        width,
        "pointSize",
        4,
        "showPoints",
        "never",
        "spanNulls",
        false,
        "stacking",
        object("group", "A", "mode", stacking),
        "thresholdsStyle",
        object("mode", drawsLimits ? "dashed" : "off"));
  }
}
