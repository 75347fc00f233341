package io.loopscope.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard as it is shipped. */
record Dashboard(Path file, JsonNode json) {
  private static final Path MONITORING = Path.of("k8s/components/monitoring");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?<series>.+), (?<label>\\w+)\\)");

  static List<Dashboard> all() {
    try (Stream<Path> files = Files.walk(MONITORING)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Dashboard::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    return new Dashboard(file, new JsonMapper().readTree(file.toFile()));
  }

  String name() {
    return file.getFileName().toString();
  }

  /** Whether it shows Loopscope itself, and not any service with the monitor. */
  boolean isOfTheLab() {
    return file.startsWith(MONITORING.resolve("lab"));
  }

  @Override
  public String toString() {
    return name();
  }

  /** Panels that show something, so no rows. */
  List<JsonNode> panels() {
    return children("panels").filter(panel -> !text(panel, "type").equals("row")).toList();
  }

  List<JsonNode> variables() {
    return json.path("templating").path("list").valueStream().toList();
  }

  /** Annotations from Prometheus. */
  List<JsonNode> annotations() {
    return json.path("annotations")
        .path("list")
        .valueStream()
        .filter(annotation -> annotation.has("expr"))
        .toList();
  }

  /** Of panels and annotations. */
  Stream<Promql> expressions() {
    return Stream.concat(
        panels().stream().flatMap(this::expressions),
        annotations().stream().map(it -> promql("annotation " + text(it, "name"), it)));
  }

  /** The labels that variables offer. */
  List<LabelValues> labelValues() {
    return variables().stream()
        .filter(variable -> text(variable, "type").equals("query"))
        .map(variable -> text(variable.path("query"), "query"))
        .map(LABEL_VALUES::matcher)
        .filter(Matcher::matches)
        .map(match -> labelValues(match.group("label"), match.group("series")))
        .toList();
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  Stream<JsonNode> children(String field) {
    return json.path(field).valueStream();
  }

  private Stream<Promql> expressions(JsonNode panel) {
    return panel
        .path("targets")
        .valueStream()
        .map(target -> promql(text(panel, "title") + " " + text(target, "refId"), target));
  }

  private LabelValues labelValues(String label, String series) {
    return new LabelValues(label, new Promql(name() + ": values of " + label, series));
  }

  private Promql promql(String where, JsonNode holder) {
    return new Promql(name() + ": " + where, text(holder, "expr"));
  }

  /** What a variable asks for: the values of a label in some series. */
  record LabelValues(String label, Promql series) {}
}
