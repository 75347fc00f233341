package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.ExternalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The components, built as docs/operate.md tells to. */
class ComponentsIT {
  private static final Pattern FENCED = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir private Path folder;
  private List<Map<String, Object>> objects;

  @BeforeEach
  void build() throws IOException, InterruptedException {
    Path kubectl = ExternalTool.require("kubectl");
    Path overlay = Files.createDirectories(folder.resolve("k8s/overlays/own"));
    CommandResult copy =
        CommandResult.run(
            folder,
            "",
            "cp",
            "-r",
            Path.of("k8s/components").toAbsolutePath().toString(),
            folder.resolve("k8s").toString());
    assertThat(copy.exit()).as(copy.output()).isZero();
    Files.writeString(overlay.resolve("kustomization.yaml"), overlayOfTheDocument());
    CommandResult built =
        CommandResult.run(folder, "", kubectl.toString(), "kustomize", overlay.toString());
    assertThat(built.exit()).as(built.output()).isZero();
    objects =
        StreamSupport.stream(new Yaml().loadAll(built.output()).spliterator(), false)
            .map(AlertRules::map)
            .toList();
  }

  @Test
  void bringEachDashboardInAnObjectThatIsSmallEnough() throws IOException {
    for (Dashboard dashboard : Dashboard.all()) {
      String json =
          objects.stream()
              .filter(it -> it.get("kind").equals("ConfigMap"))
              .map(it -> AlertRules.map(it.get("data")).get(dashboard.name()))
              .filter(Objects::nonNull)
              .map(Object::toString)
              .findFirst()
              .orElseThrow();
      assertThat(json).isEqualTo(Files.readString(dashboard.file())).hasSizeLessThan(200_000);
    }
  }

  @Test
  void putAnAddressBeforeEveryRunbook() {
    List<String> runbooks =
        Pattern.compile("runbook_url=([^,}]+)")
            .matcher(
                object("PrometheusRule", "loopscope").toString()
                    + object("PrometheusRule", "event-loops"))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(runbooks)
        .hasSameSizeAs(AlertRules.alerts())
        .allMatch(
            url -> url.startsWith("https://git.example.com/loopscope/blob/main/docs/runbooks/"));
  }

  @Test
  void scrapeTheConsoleUnderTheNameThatTheAlertsAskFor() {
    Map<String, Object> monitor = AlertRules.map(object("PodMonitor", "loopscope").get("spec"));

    assertThat(monitor).containsEntry("jobLabel", "app.kubernetes.io/name");
    assertThat(monitor.toString()).contains("port=console", "path=/actuator/prometheus");
    assertThat(AlertRules.map(object("PodMonitor", "loopscope").get("metadata")).toString())
        .contains("release=kube-prometheus-stack");
  }

  @Test
  void scaleTheDeploymentOfTheService() {
    Map<String, Object> spec =
        AlertRules.map(object("HorizontalPodAutoscaler", "loopscope-service").get("spec"));

    assertThat(AlertRules.map(spec.get("scaleTargetRef")))
        .containsEntry("kind", "Deployment")
        .containsEntry("name", "loopscope-service");
  }

  private Map<String, Object> object(String kind, String nameEnd) {
    return objects.stream()
        .filter(it -> it.get("kind").equals(kind))
        .filter(it -> AlertRules.map(it.get("metadata")).get("name").toString().endsWith(nameEnd))
        .findFirst()
        .orElseThrow();
  }

  private static String overlayOfTheDocument() throws IOException {
    return FENCED
        .matcher(Files.readString(Path.of("docs/operate.md")))
        .results()
        .map(block -> block.group(1))
        .collect(
            Collectors.joining(
                "", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", ""));
  }
}
