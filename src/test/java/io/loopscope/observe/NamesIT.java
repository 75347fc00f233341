package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What objects are called in a namespace that others use too. */
class NamesIT {
  static List<Manifests> all() throws IOException, InterruptedException {
    return Manifests.all();
  }

  static List<Manifests> overlays() throws IOException, InterruptedException {
    return List.of(Manifests.named("local"), Manifests.named("production"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyNameBeginsWithTheProduct(Manifests manifests) {
    assertThat(manifests.objects())
        .extracting(it -> it.getMetadata().getName())
        .allMatch(name -> name.matches("(loopscope|event-loops)(-.+)?"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyObjectAndPodSaysWhatItIsPartOfAndInWhichVersion(Manifests manifests)
      throws IOException {
    Map<String, String> labels =
        Map.of(
            "app.kubernetes.io/part-of",
            "loopscope",
            "app.kubernetes.io/version",
            ImageDefinition.NAME.split(":")[1]);

    assertThat(manifests.objects())
        .filteredOn(it -> !isMadeAfterTheLabels(it))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.getMetadata().getLabels()).containsAllEntriesOf(labels));
    assertThat(manifests.pods())
        .allSatisfy(it -> assertThat(it.getMetadata().getLabels()).containsAllEntriesOf(labels));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyMapOfTheBaseSaysSoTooInAnOverlay(Manifests manifests) {
    assertThat(manifests.all(ConfigMap.class))
        .filteredOn(it -> it.getData().containsKey("LOOPSCOPE_ROLE"))
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/part-of", "loopscope"));
  }

  /** Kustomize makes maps last of all. */
  private static boolean isMadeAfterTheLabels(HasMetadata object) {
    return object instanceof ConfigMap || object instanceof Namespace;
  }
}
