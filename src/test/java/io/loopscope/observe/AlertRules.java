package io.loopscope.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The recording rules and alerts as they are shipped. */
final class AlertRules {
  static final Path FILE = Path.of("k8s/components/monitoring/rules.yaml");

  /** The file's own words on how to make the rules file of a plain Prometheus from it. */
  static final String PLAIN = "sed '1,/^spec:/d; s/^  //' rules.yaml > loopscope.rules.yaml";

  private AlertRules() {}

  static List<Rule> all() {
    return groups().flatMap(group -> maps(group.get("rules"))).map(AlertRules::rule).toList();
  }

  static List<Rule> alerts() {
    return all().stream().filter(rule -> !rule.severity().isEmpty()).toList();
  }

  /** What the Operator reads. */
  static Object spec() {
    return map(yaml(FILE)).get("spec");
  }

  /** Does what the file says, in the folder. */
  static Path plain(Path folder) throws IOException, InterruptedException {
    Files.copy(FILE, folder.resolve("rules.yaml"));
    CommandResult sed = CommandResult.run(folder, "", "sh", "-c", PLAIN);
    if (sed.exit() != 0) {
      throw new AssertionError(sed.output());
    }
    return folder.resolve("loopscope.rules.yaml");
  }

  static Object yaml(Path file) {
    try {
      return new Yaml().load(Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object yaml) {
    return yaml == null ? Map.of() : (Map<String, Object>) yaml;
  }

  static Stream<Map<String, Object>> maps(Object yaml) {
    return ((List<?>) yaml).stream().map(AlertRules::map);
  }

  private static Stream<Map<String, Object>> groups() {
    return maps(map(spec()).get("groups"));
  }

  private static Rule rule(Map<String, Object> yaml) {
    Map<String, Object> notes = map(yaml.get("annotations"));
    return new Rule(
        string(yaml, yaml.containsKey("alert") ? "alert" : "record"),
        string(yaml, "expr"),
        string(yaml, "for"),
        string(map(yaml.get("labels")), "severity"),
        string(notes, "summary"),
        string(notes, "runbook_url"));
  }

  private static String string(Map<String, Object> yaml, String key) {
    return String.valueOf(yaml.getOrDefault(key, ""));
  }

  /** A rule; a recording rule has no severity. */
  record Rule(
      String name, String expr, String lasting, String severity, String summary, String runbook) {
    Promql promql() {
      return new Promql("rule " + name, expr);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
