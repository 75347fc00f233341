package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.loopscope.Loopscope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The program, started with the environment of each container. */
class DeployedRolesIT {
  private static final String VARIABLES =
      StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

  static List<Deployed> deployed() throws IOException, InterruptedException {
    return Stream.of(Manifests.named("local"), Manifests.named("production"))
        .flatMap(it -> it.containers().stream().map(each -> Deployed.of(it, each)))
        .filter(different(Deployed::variables))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void startsAndAnswersItsProbes(Deployed container) throws Exception {
    try (ConfigurableApplicationContext program = start(container.variables())) {
      String console = program.getEnvironment().getProperty("local.management.port");

      assertThat(container.probes()).hasSize(3);
      for (Probe probe : container.probes()) {
        assertThat(status("http://127.0.0.1:" + console + probe.getHttpGet().getPath()))
            .as(probe.toString())
            .isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void opensThePortsThatTheProgramListensOn(Deployed container) throws IOException {
    Map<String, Object> defaults =
        AlertRules.map(AlertRules.yaml(Path.of("src/main/resources/application.yaml")));
    Object console =
        AlertRules.map(AlertRules.map(defaults.get("management")).get("server")).get("port");
    Object service = AlertRules.map(defaults.get("server")).get("port");
    Object downstream = KnownSettings.defaultOf("loopscope.downstream.port");

    assertThat(container.ports())
        .containsOnly(
            Map.entry("console", console),
            Map.entry("http", container.role().equals("downstream") ? downstream : service));
  }

  private static <T> Predicate<T> different(Function<T, ?> by) {
    Set<Object> seen = new HashSet<>();
    return it -> seen.add(by.apply(it));
  }

  private static ConfigurableApplicationContext start(Map<String, String> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, Map.copyOf(variables)));
    return new SpringApplicationBuilder(Loopscope.class)
        .environment(environment)
        .run(
            "--server.port=0",
            "--management.server.port=0",
            "--loopscope.downstream.port=0",
            "--loopscope.probe.enabled=false");
  }

  private static int status(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  /** A container, with what it is given by where it is deployed. */
  private record Deployed(String overlay, Container container, Map<String, String> variables) {
    static Deployed of(Manifests overlay, Container container) {
      return new Deployed(overlay.name(), container, overlay.environment(container));
    }

    String role() {
      return variables.getOrDefault("LOOPSCOPE_ROLE", "");
    }

    List<Probe> probes() {
      return List.of(
          container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe());
    }

    Map<String, Object> ports() {
      Map<String, Object> ports = new HashMap<>();
      for (ContainerPort port : container.getPorts()) {
        ports.put(port.getName(), port.getContainerPort());
      }
      return ports;
    }

    @Override
    public String toString() {
      return overlay + " " + role();
    }
  }
}
