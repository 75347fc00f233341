package io.loopscope.observe;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All settings of the program and of Spring Boot, from what their builds say about them. */
final class KnownSettings {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  /** Read by the {@code java} command itself. */
  private static final String JVM = "JDK_JAVA_OPTIONS";

  private KnownSettings() {}

  /** Environment variables that set nothing. */
  static List<String> unknown(Collection<String> variables) throws IOException {
    Set<String> known = variables();
    return variables.stream().filter(it -> !it.equals(JVM) && !known.contains(it)).toList();
  }

  /** The default of a numeric setting. */
  static int defaultOf(String property) throws IOException {
    return properties().stream()
        .filter(it -> it.path("name").asString().equals(property))
        .findFirst()
        .orElseThrow()
        .path("defaultValue")
        .asInt();
  }

  private static Set<String> variables() throws IOException {
    return properties().stream()
        .map(property -> variable(property.path("name").asString()))
        .collect(Collectors.toSet());
  }

  private static List<JsonNode> properties() throws IOException {
    List<JsonNode> properties = new ArrayList<>();
    for (URL metadata :
        Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
      try (InputStream json = metadata.openStream()) {
        new JsonMapper().readTree(json).path("properties").forEach(properties::add);
      }
    }
    return properties;
  }

  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
