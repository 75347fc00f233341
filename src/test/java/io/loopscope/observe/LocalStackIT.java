package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.ExternalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local stack, as far as it can be read without an engine that runs it. */
class LocalStackIT {
  private static final Path FOLDER = Path.of("k8s/local");

  private final Map<String, Object> services =
      AlertRules.map(
          AlertRules.map(AlertRules.yaml(FOLDER.resolve("compose.yaml"))).get("services"));

  @TempDir private Path scratch;

  @Test
  void hasTheProgramAndItsMonitoring() {
    assertThat(services).containsOnlyKeys("loopscope", "prometheus", "grafana", "jaeger");
    assertThat(service("loopscope")).containsEntry("image", ImageDefinition.NAME);
  }

  @Test
  void everyOtherImageHasAVersion() {
    assertThat(services.keySet())
        .filteredOn(name -> !name.equals("loopscope"))
        .allMatch(
            name -> service(name).get("image").toString().matches(".+/.+:v?\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    assertThat(services.keySet())
        .flatExtracting(name -> list(name, "volumes"))
        .hasSize(7)
        .allMatch(mount -> Files.exists(FOLDER.resolve(mount.split(":")[0])))
        .allMatch(mount -> mount.endsWith(":ro"));
    assertThat(FOLDER.resolve(service("loopscope").get("build").toString()).resolve("Dockerfile"))
        .exists();
  }

  @Test
  void everyPortIsForThisMachineOnly() {
    assertThat(services.keySet())
        .flatExtracting(name -> list(name, "ports"))
        .hasSize(5)
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void everySettingIsOneOfTheProgram() throws IOException {
    assertThat(
            KnownSettings.unknown(AlertRules.map(service("loopscope").get("environment")).keySet()))
        .isEmpty();
  }

  @Test
  void theRulesAreUnwrappedAsTheirFileSays() {
    String script = service("prometheus").get("entrypoint").toString();

    for (AlertRules part : AlertRules.values()) {
      String folder = "/etc/loopscope/" + part.name().toLowerCase(Locale.ROOT);
      assertThat(script)
          .contains(
              part.unwrapping()
                  .replace(" rules.yaml", " " + folder + "/rules.yaml")
                  .replace("> ", "> /tmp/"));
      assertThat(list("prometheus", "volumes"))
          .contains("../" + part.file().subpath(1, 5) + ":" + folder + "/rules.yaml:ro");
    }
  }

  @Test
  void prometheusUnderstandsItsConfigurationAndAsksTheConsole() throws Exception {
    Path config = Files.copy(FOLDER.resolve("prometheus.yaml"), scratch.resolve("prometheus.yaml"));
    CommandResult check =
        CommandResult.run(
            scratch,
            "",
            ExternalTool.require("promtool").toString(),
            "check",
            "config",
            "--syntax-only",
            config.toString());

    assertThat(check.exit()).as(check.output()).isZero();
    assertThat(Files.readString(config))
        .contains("job_name: loopscope", "targets: [loopscope:8081]", "/tmp/*.rules.yaml");
  }

  @Test
  void grafanaFindsPrometheusAndTheDashboards() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("grafana/datasources.yaml")))
        .contains("url: http://prometheus:9090", "type: prometheus", "isDefault: true");
    assertThat(list("grafana", "volumes"))
        .contains(
            "../components/monitoring/monitor/dashboards:/var/lib/loopscope/monitor:ro",
            "../components/monitoring/lab/dashboards:/var/lib/loopscope/lab:ro");
    assertThat(Files.readString(FOLDER.resolve("grafana/dashboards.yaml")))
        .contains("path: /var/lib/loopscope");
  }

  private Map<String, Object> service(String name) {
    return AlertRules.map(services.get(name));
  }

  private List<String> list(String service, String key) {
    Object value = service(service).getOrDefault(key, List.of());
    return ((List<?>) value).stream().map(Object::toString).toList();
  }
}
