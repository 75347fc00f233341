package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** KEDA's autoscalers, held against those of Kubernetes, which the replay has tried. */
class KedaIT {
  @Test
  void eachHasADeploymentThatLeavesItsReplicasToIt() throws IOException, InterruptedException {
    Manifests manifests = Manifests.named("base and keda");
    List<Map<String, Object>> scaled = manifests.customSpecs("ScaledObject");

    assertThat(scaled)
        .hasSize(2)
        .allSatisfy(
            spec ->
                assertThat(manifests.all(Deployment.class))
                    .filteredOn(
                        it ->
                            it.getMetadata()
                                .getName()
                                .equals(AlertRules.map(spec.get("scaleTargetRef")).get("name")))
                    .singleElement()
                    .extracting(it -> it.getSpec().getReplicas())
                    .isNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "worker"})
  void scalesWithinTheSameBoundsAsKubernetesOwn(String role) {
    Map<String, Object> keda = spec("keda/" + role);
    Map<String, Object> own = spec("autoscaling/" + (role.equals("service") ? "hpa" : role));

    assertThat(keda)
        .containsEntry("minReplicaCount", own.get("minReplicas"))
        .containsEntry("maxReplicaCount", own.get("maxReplicas"));
    assertThat(
            AlertRules.map(
                    AlertRules.map(keda.get("advanced")).get("horizontalPodAutoscalerConfig"))
                .get("behavior"))
        .isEqualTo(own.get("behavior"));
  }

  /** A sum over pods of numbers up to 1, so that no look asks for more than 1 / 0.6 of the pods. */
  @Test
  void asksForTheSameTargetAsKubernetesOwnInTheNamespaceOfTheOverlays() throws IOException {
    String namespace = Files.readString(Path.of("k8s/overlays/production/kustomization.yaml"));

    assertThat(namespace).contains("\nnamespace: loopscope\n");
    assertThat(Autoscaler.kedaTriggers())
        .hasSize(2)
        .allSatisfy(
            trigger -> {
              assertThat(trigger.query()).startsWith("sum(").contains("namespace=\"loopscope\"");
              assertThat(trigger.threshold()).isEqualTo(Autoscaler.loopTarget());
            });
  }

  private static Map<String, Object> spec(String component) {
    return AlertRules.map(
        AlertRules.map(AlertRules.yaml(Path.of("k8s/components", component + ".yaml")))
            .get("spec"));
  }
}
