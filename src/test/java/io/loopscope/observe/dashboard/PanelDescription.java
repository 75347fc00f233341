package io.loopscope.observe.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.Assert;

/** One panel as a person writes it; a member that no panel has is an error. */
record PanelDescription(Map<String, Object> yaml) {
  private static final Set<String> MEMBERS =
      Set.of(
          "title",
          "show",
          "size",
          "about",
          "unit",
          "from",
          "below",
          "limits",
          "max",
          "decimals",
          "colours",
          "series",
          "runbook",
          "exemplars",
          "query",
          "queries");

  PanelDescription {
    Assert.isTrue(
        MEMBERS.containsAll(yaml.keySet()), () -> yaml.keySet() + ": allowed are " + MEMBERS);
  }

  String title() {
    return text("title", "");
  }

  PanelShape shape() {
    return PanelShape.of(text("show", ""));
  }

  int width() {
    return (int) list("size").get(0);
  }

  int height() {
    return (int) list("size").get(1);
  }

  /** The colour below every limit. */
  String below() {
    return text("below", shape() == PanelShape.STATES ? "transparent" : "text");
  }

  /** Colours and the values from which they apply. */
  Map<String, Object> from() {
    return map("from");
  }

  boolean drawsLimits() {
    return yaml.containsKey("limits");
  }

  boolean paints(String what) {
    return text("colours", "").equals(what);
  }

  /** How single series look: by name, or by an expression between slashes. */
  Map<String, Object> series() {
    return map("series");
  }

  /** The alerts whose runbooks belong to the panel. */
  List<Object> runbooks() {
    return list("runbook");
  }

  /** Expressions by legend. */
  Map<String, Object> queries() {
    return yaml.containsKey("query") ? Map.of(title(), yaml.get("query")) : map("queries");
  }

  boolean hasExemplars(String legend) {
    return text("exemplars", "").equals(legend);
  }

  boolean isByPod() {
    return queries().toString().contains("by (pod, instance");
  }

  String text(String member, String otherwise) {
    return (String) yaml.getOrDefault(member, otherwise);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> map(String member) {
    return (Map<String, Object>) yaml.getOrDefault(member, Map.of());
  }

  @SuppressWarnings("unchecked")
  private List<Object> list(String member) {
    Object value = yaml.getOrDefault(member, List.of());
    return value instanceof List<?> ? (List<Object>) value : List.of(value);
  }
}
