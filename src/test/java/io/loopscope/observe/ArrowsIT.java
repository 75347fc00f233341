package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may talk to whom, by the rules of network policies: both ends have to allow it. */
class ArrowsIT {
  private static List<NetworkPolicy> policies = List.of();

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    policies = Manifests.named("base and loadgen").all(NetworkPolicy.class);
  }

  @ParameterizedTest
  @CsvSource({
    "service, downstream, http, true",
    "service, worker, http, true",
    "service, loadgen, http, true",
    "loadgen, service, http, true",
    "service, downstream, console, false",
    "service, service, http, false",
    "loadgen, downstream, http, false",
    "loadgen, worker, http, false",
    "loadgen, service, console, false",
    "downstream, service, http, false",
    "worker, service, http, false",
    "worker, downstream, http, false"
  })
  void onlyTheArrowsThatAreNeeded(String from, String to, String port, boolean allowed) {
    assertThat(leaves(from, to, port) && arrives(from, to, port)).isEqualTo(allowed);
  }

  @Test
  void everyPodHasAPolicyForBothDirections() {
    assertThat(policies)
        .filteredOn(it -> it.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress")))
        .anyMatch(
            it ->
                it.getSpec()
                    .getPodSelector()
                    .getMatchLabels()
                    .equals(Map.of("app.kubernetes.io/name", "loopscope")));
  }

  private static boolean leaves(String from, String to, String port) {
    return policies.stream()
        .filter(it -> selects(it.getSpec().getPodSelector(), from))
        .flatMap(it -> it.getSpec().getEgress().stream())
        .anyMatch(rule -> isPeer(rule.getTo(), to) && isPort(rule.getPorts(), port));
  }

  private static boolean arrives(String from, String to, String port) {
    return policies.stream()
        .filter(it -> selects(it.getSpec().getPodSelector(), to))
        .flatMap(it -> it.getSpec().getIngress().stream())
        .anyMatch(rule -> isPeer(rule.getFrom(), from) && isPort(rule.getPorts(), port));
  }

  private static boolean isPeer(List<NetworkPolicyPeer> peers, String component) {
    return peers.stream()
        .anyMatch(it -> it.getPodSelector() != null && selects(it.getPodSelector(), component));
  }

  private static boolean isPort(List<NetworkPolicyPort> ports, String name) {
    return ports.stream().anyMatch(it -> name.equals(it.getPort().getStrVal()));
  }

  private static boolean selects(LabelSelector selector, String component) {
    Map<String, String> pod =
        Map.of("app.kubernetes.io/name", "loopscope", "app.kubernetes.io/component", component);
    return pod.entrySet().containsAll(selector.getMatchLabels().entrySet())
        && selector.getMatchExpressions().stream()
            .allMatch(it -> it.getValues().contains(pod.get(it.getKey())));
  }
}
