package io.loopscope.observe.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * A dashboard as a person writes it: its rows of panels, each with a question, a unit, limits and
 * expressions.
 *
 * @param name of its file, without an ending
 * @param part {@code monitor} for any service with the monitor, {@code lab} for Loopscope itself
 */
public record DashboardDescription(
    String name, String title, String uid, String about, String part, List<Row> rows) {
  private static final Path FOLDER = Path.of("k8s/dashboards");

  /** Every description there is. */
  public static List<DashboardDescription> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(DashboardDescription::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that Grafana imports. */
  public Path file() {
    return Path.of("k8s/components/monitoring", part, "dashboards", name + ".json");
  }

  /** The text of that file. */
  public String json() {
    return JsonObjects.text(new DashboardModel(this).json());
  }

  boolean isOfTheLab() {
    return part.equals("lab");
  }

  /** Whether a panel compares waits with the limit that the viewer chooses. */
  boolean hasChosenWait() {
    return rows.stream()
        .flatMap(row -> row.panels().stream())
        .anyMatch(panel -> panel.title().contains("$over"));
  }

  @Override
  public String toString() {
    return name;
  }

  private static DashboardDescription read(Path file) {
    try {
      Map<String, Object> yaml = new Yaml().load(Files.readString(file));
      return new DashboardDescription(
          file.getFileName().toString().replace(".yaml", ""),
          (String) yaml.get("title"),
          (String) yaml.get("uid"),
          (String) yaml.get("about"),
          (String) yaml.get("part"),
          objects(yaml.get("rows")).map(Row::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Stream<Map<String, Object>> objects(Object list) {
    return ((List<Map<String, Object>>) list).stream();
  }

  /** A heading and the panels below it. */
  record Row(String title, List<PanelDescription> panels) {
    private static Row of(Map<String, Object> yaml) {
      return new Row(
          (String) yaml.get("title"),
          objects(yaml.get("panels")).map(PanelDescription::new).toList());
    }
  }
}
