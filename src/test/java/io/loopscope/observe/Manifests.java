package io.loopscope.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.loopscope.ExternalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/**
 * The objects that a kustomization makes, as Kubernetes' own types; what those do not have is an
 * error.
 */
record Manifests(String name, List<HasMetadata> objects, List<Map<String, Object>> custom) {
  private static final Path K8S = Path.of("k8s");
  private static final Path SCRATCH = Path.of("target/kustomize").toAbsolutePath();

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 Service", Service.class,
          "apps/v1 Deployment", Deployment.class,
          "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "networking.k8s.io/v1 Ingress", Ingress.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

  /** Not Kubernetes' own. */
  private static final Set<String> CUSTOM =
      Set.of(
          "gateway.networking.k8s.io/v1 HTTPRoute",
          "keda.sh/v1alpha1 ScaledObject",
          "monitoring.coreos.com/v1 PodMonitor",
          "monitoring.coreos.com/v1 PrometheusRule");

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated method) {
                  return false;
                }
              });

  private static List<Manifests> all = List.of();

  /** The base, each overlay, and each component on top of the base; built once. */
  static synchronized List<Manifests> all() throws IOException, InterruptedException {
    if (all.isEmpty()) {
      all = build();
    }
    return all;
  }

  static Manifests named(String name) throws IOException, InterruptedException {
    return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Manifests> build() throws IOException, InterruptedException {
    Map<String, String> kustomizations = new LinkedHashMap<>();
    kustomizations.put("base", "resources: [../../base]");
    for (String overlay : folders("overlays")) {
      kustomizations.put(overlay, "resources: [../%s]".formatted(overlay));
    }
    for (String component : folders("components")) {
      kustomizations.put(
          "base and " + component,
          "{resources: [../../base], components: [../../components/%s]}".formatted(component));
    }
    FileSystemUtils.deleteRecursively(SCRATCH);
    FileSystemUtils.copyRecursively(K8S, SCRATCH);
    Path own = Files.createDirectories(SCRATCH.resolve("overlays/own"));
    Stream.Builder<Manifests> all = Stream.builder();
    for (Map.Entry<String, String> it : kustomizations.entrySet()) {
      Files.writeString(own.resolve("kustomization.yaml"), it.getValue());
      String yaml = kustomize(own);
      all.add(new Manifests(it.getKey(), read(yaml), custom(yaml)));
    }
    return all.build().toList();
  }

  static List<HasMetadata> read(String yaml) {
    return objects(yaml)
        .filter(object -> !CUSTOM.contains(type(object)))
        .<HasMetadata>map(object -> STRICT.convertValue(object, javaType(object)))
        .toList();
  }

  /** The specifications of all objects of a kind that is not Kubernetes' own. */
  List<Map<String, Object>> customSpecs(String kind) {
    return custom.stream()
        .filter(object -> object.get("kind").equals(kind))
        .map(object -> AlertRules.map(object.get("spec")))
        .toList();
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<PodTemplateSpec> pods() {
    return all(Deployment.class).stream().map(it -> it.getSpec().getTemplate()).toList();
  }

  List<PodSpec> podSpecs() {
    return pods().stream().map(PodTemplateSpec::getSpec).toList();
  }

  List<Container> containers() {
    return podSpecs().stream().flatMap(pod -> pod.getContainers().stream()).toList();
  }

  List<PodTemplateSpec> podsWith(Map<String, String> labels) {
    return pods().stream()
        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  /** The variables that a container gets from ConfigMaps. */
  Map<String, String> environment(Container container) {
    Map<String, String> variables = new LinkedHashMap<>();
    container.getEnvFrom().stream()
        .map(from -> from.getConfigMapRef().getName())
        .map(
            name ->
                all(ConfigMap.class).stream()
                    .filter(it -> it.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no ConfigMap " + name)))
        .forEach(map -> variables.putAll(map.getData()));
    return variables;
  }

  @Override
  public String toString() {
    return name;
  }

  private static String kustomize(Path folder) throws IOException, InterruptedException {
    String kubectl = ExternalTool.require("kubectl").toString();
    CommandResult build = CommandResult.run(SCRATCH, "", kubectl, "kustomize", folder.toString());
    if (build.exit() != 0) {
      throw new AssertionError(build.output());
    }
    return build.output();
  }

  private static List<String> folders(String parent) throws IOException {
    try (Stream<Path> folders = Files.list(K8S.resolve(parent))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private static List<Map<String, Object>> custom(String yaml) {
    return objects(yaml).filter(object -> CUSTOM.contains(type(object))).toList();
  }

  private static Stream<Map<String, Object>> objects(String yaml) {
    return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false).map(AlertRules::map);
  }

  private static String type(Map<String, Object> object) {
    return object.get("apiVersion") + " " + object.get("kind");
  }

  private static Class<? extends HasMetadata> javaType(Map<String, Object> object) {
    Class<? extends HasMetadata> type = TYPES.get(type(object));
    if (type == null) {
      throw new AssertionError("an object of an unknown type: " + type(object));
    }
    return type;
  }
}
