package io.loopscope.observe.dashboard;

import static io.loopscope.observe.dashboard.JsonObjects.object;

import java.util.List;
import java.util.Map;

/** How the series of one name look where they differ from the others of their panel. */
record SeriesLook(String series, Map<String, Object> look) {
  @SuppressWarnings("unchecked")
  SeriesLook(Map.Entry<String, Object> described) {
    this(described.getKey(), (Map<String, Object>) described.getValue());
  }

  Map<String, Object> override() {
    return object(
        "matcher",
        object("id", series.startsWith("/") ? "byRegexp" : "byName", "options", series),
        "properties",
        look.entrySet().stream().map(SeriesLook::property).toList());
  }

  private static Map<String, Object> property(Map.Entry<String, Object> it) {
    return switch (it.getKey()) {
      case "colour" -> Palette.fixed(Palette.code((String) it.getValue()));
      case "shades" -> shades(Palette.code((String) it.getValue()));
      case "width" -> object("id", "custom.lineWidth", "value", it.getValue());
      case "fill" -> object("id", "custom.fillOpacity", "value", it.getValue());
      case "dashed" ->
          object("id", "custom.lineStyle", "value", object("fill", "dash", "dash", List.of(8, 6)));
      case "stacked" ->
          object("id", "custom.stacking", "value", object("group", "A", "mode", "none"));
      default -> throw new IllegalArgumentException("no look: " + it);
    };
  }

  private static Map<String, Object> shades(String colour) {
    return object("id", "color", "value", object("mode", "shades", "fixedColor", colour));
  }
}
