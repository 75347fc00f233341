package io.loopscope.observe.dashboard;

import static io.loopscope.observe.dashboard.JsonObjects.object;

import io.loopscope.eventloop.Cause;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One colour for one thing; those of causes are the monitor's own. */
final class Palette {
  static final String LOOPS = "#56B4E9";
  static final String EXPERIMENTS = "#F0E442";

  private Palette() {}

  /** The code of a colour that a description names by what it stands for. */
  static String code(String name) {
    return causes()
        .filter(cause -> cause.id().equals(name))
        .map(Cause::colour)
        .findFirst()
        .orElse(name.equals("loops") ? LOOPS : name);
  }

  /** What the causes are called and mean, in a sentence. */
  static String causesInWords() {
    return causes()
        .map(cause -> cause.id() + ": " + cause.meaning())
        .collect(Collectors.joining("; ", "", "."));
  }

  /** Overrides that paint each series of a cause in its colour. */
  static List<Map<String, Object>> ofCauses() {
    return causes()
        .map(
            cause ->
                object(
                    "matcher",
                    object("id", "byName", "options", cause.id()),
                    "properties",
                    List.of(fixed(cause.colour()))))
        .toList();
  }

  static Map<String, Object> fixed(String colour) {
    return object("id", "color", "value", object("mode", "fixed", "fixedColor", colour));
  }

  private static java.util.stream.Stream<Cause> causes() {
    return Arrays.stream(Cause.values());
  }
}
