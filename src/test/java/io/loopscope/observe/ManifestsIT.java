package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.DurationStyle;

/** What kustomize makes of k8s/, held against itself, Kubernetes' types and the program. */
class ManifestsIT {
  static List<Manifests> all() throws IOException, InterruptedException {
    return Manifests.all();
  }

  @Test
  void aFieldThatKubernetesDoesNotHaveIsAnError() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Manifests.read("{apiVersion: v1, kind: Service, spec: {prots: []}}"))
        .withMessageContaining("prots");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySelectorFindsItsPods(Manifests manifests) {
    assertThat(selectors(manifests))
        .hasSizeGreaterThan(5)
        .allSatisfy(labels -> assertThat(manifests.podsWith(labels)).isNotEmpty());
    assertThat(manifests.all(Deployment.class))
        .allSatisfy(
            it ->
                assertThat(it.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(it.getSpec().getSelector().getMatchLabels()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyServiceLeadsToAPortOfItsPods(Manifests manifests) {
    for (Service service : manifests.all(Service.class)) {
      for (PodTemplateSpec pod : manifests.podsWith(service.getSpec().getSelector())) {
        assertThat(ports(pod))
            .containsAll(
                service.getSpec().getPorts().stream()
                    .map(port -> port.getTargetPort().getStrVal())
                    .toList());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyAutoscalerHasADeploymentThatLeavesItsReplicasToIt(Manifests manifests) {
    for (HorizontalPodAutoscaler autoscaler : manifests.all(HorizontalPodAutoscaler.class)) {
      assertThat(manifests.all(Deployment.class))
          .filteredOn(
              it ->
                  it.getMetadata()
                      .getName()
                      .equals(autoscaler.getSpec().getScaleTargetRef().getName()))
          .singleElement()
          .extracting(it -> it.getSpec().getReplicas())
          .isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyProbeAsksTheConsole(Manifests manifests) {
    assertThat(manifests.containers()).isNotEmpty();
    assertThat(manifests.containers().stream().flatMap(ManifestsIT::probes))
        .hasSize(3 * manifests.containers().size())
        .allSatisfy(
            probe -> assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("console"));
  }

  /** The profile that the namespaces of the overlays enforce. */
  @ParameterizedTest
  @MethodSource("all")
  void everyPodIsRestricted(Manifests manifests) throws IOException {
    long user = Long.parseLong(ImageDefinition.user());
    for (PodSpec pod : manifests.podSpecs()) {
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(user);
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.getHostNetwork()).isNull();
      assertThat(pod.getInitContainers()).isEmpty();
      assertThat(pod.getVolumes()).allMatch(volume -> volume.getEmptyDir() != null);
    }
    assertThat(manifests.containers())
        .allSatisfy(
            it -> {
              assertThat(it.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(it.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
              assertThat(it.getSecurityContext().getCapabilities().getDrop()).containsOnly("ALL");
              assertThat(it.getSecurityContext().getCapabilities().getAdd()).isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void noPodCanAskTheApiServer(Manifests manifests) {
    assertThat(manifests.podSpecs())
        .allSatisfy(
            pod -> {
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(manifests.all(ServiceAccount.class))
                  .extracting(it -> it.getMetadata().getName())
                  .contains(pod.getServiceAccountName());
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPodMayTakeAsLongToStopAsItsRequestsMay(Manifests manifests) {
    for (PodSpec pod : manifests.podSpecs()) {
      Container container = pod.getContainers().getFirst();
      Duration drain =
          DurationStyle.detectAndParse(
              manifests
                  .environment(container)
                  .getOrDefault("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "30s"));
      long preStop = container.getLifecycle().getPreStop().getSleep().getSeconds();

      assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(preStop + drain.toSeconds());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPodRunsTheImageThatTheBuildMakes(Manifests manifests) {
    assertThat(manifests.containers())
        .extracting(Container::getImage)
        .containsOnly(ImageDefinition.NAME);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingIsOneOfTheProgram(Manifests manifests) throws IOException {
    assertThat(manifests.all(ConfigMap.class))
        .filteredOn(it -> it.getData().containsKey("LOOPSCOPE_ROLE"))
        .hasSameSizeAs(manifests.containers());
    for (Container container : manifests.containers()) {
      assertThat(KnownSettings.unknown(manifests.environment(container).keySet())).isEmpty();
      assertThat(
              KnownSettings.unknown(container.getEnv().stream().map(it -> it.getName()).toList()))
          .isEmpty();
    }
  }

  private static Stream<Map<String, String>> selectors(Manifests manifests) {
    return Stream.of(
            manifests.all(Service.class).stream().map(it -> it.getSpec().getSelector()),
            manifests.all(PodDisruptionBudget.class).stream()
                .map(it -> it.getSpec().getSelector().getMatchLabels()),
            manifests.all(NetworkPolicy.class).stream()
                .map(it -> it.getSpec().getPodSelector().getMatchLabels()))
        .flatMap(all -> all);
  }

  private static Stream<Probe> probes(Container container) {
    return Stream.of(
        container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe());
  }

  private static List<String> ports(PodTemplateSpec pod) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .map(ContainerPort::getName)
        .toList();
  }
}
