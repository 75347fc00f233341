package io.loopscope.observe.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects whose members keep their order, and their text. */
final class JsonObjects {
  private static final Separators NAME_COLON_VALUE =
      Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);

  private JsonObjects() {}

  /** An object of names and values that alternate. */
  static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  /** A query's data source: the one chosen in the dashboard. */
  static Map<String, Object> dataSource() {
    return object("type", "prometheus", "uid", "${datasource}");
  }

  /** The text of an object, one member a line. */
  static String text(Map<String, Object> object) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(NAME_COLON_VALUE)
            .withObjectIndenter(lines)
            .withArrayIndenter(lines);
    return JsonMapper.builder()
            .defaultPrettyPrinter(printer)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(object)
        + "\n";
  }
}
