package io.loopscope.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The recording rules and alerts as they are shipped: the monitor's and the lab's. */
enum AlertRules {
  MONITOR("event-loops"),
  LAB("loopscope");

  private final String ruleFile;

  AlertRules(String name) {
    this.ruleFile = name + ".rules.yaml";
  }

  static List<Rule> all() {
    return Arrays.stream(values()).flatMap(AlertRules::rules).toList();
  }

  static List<Rule> alerts() {
    return all().stream().filter(Rule::isAlert).toList();
  }

  Path file() {
    return Path.of("k8s/components/monitoring", name().toLowerCase(Locale.ROOT), "rules.yaml");
  }

  /** The file of a plain Prometheus. */
  String ruleFile() {
    return ruleFile;
  }

  /** The file's own words on how to make the rules file of a plain Prometheus from it. */
  String unwrapping() {
    return "sed '1,/^spec:/d; s/^  //' rules.yaml > " + ruleFile;
  }

  Stream<Rule> rules() {
    return groups().flatMap(group -> maps(group.get("rules"))).map(AlertRules::rule);
  }

  /** What the Operator reads. */
  Object spec() {
    return map(yaml(file())).get("spec");
  }

  /** Does what the file says, in the folder. */
  Path unwrap(Path folder) throws IOException, InterruptedException {
    Files.copy(file(), folder.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);
    CommandResult sed = CommandResult.run(folder, "", "sh", "-c", unwrapping());
    if (sed.exit() != 0) {
      throw new AssertionError(sed.output());
    }
    return folder.resolve(ruleFile);
  }

  static void unwrapAll(Path folder) throws IOException, InterruptedException {
    for (AlertRules part : values()) {
      part.unwrap(folder);
    }
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

  private Stream<Map<String, Object>> groups() {
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
    boolean isAlert() {
      return !severity.isEmpty();
    }

    Promql promql() {
      return new Promql("rule " + name, expr);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
