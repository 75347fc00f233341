package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ways into the cluster lead to the service, and never to the console. */
class RoutesIT {
  @Test
  void theIngressLeadsToAPortOfTheService() throws IOException, InterruptedException {
    Manifests manifests = Manifests.named("base and ingress");

    assertThat(manifests.all(Ingress.class))
        .singleElement()
        .satisfies(
            ingress ->
                assertThat(ingress.getSpec().getRules())
                    .flatExtracting(rule -> rule.getHttp().getPaths())
                    .isNotEmpty()
                    .allSatisfy(
                        path -> {
                          IngressServiceBackend backend = path.getBackend().getService();
                          assertThat(path.getPath()).isEqualTo("/api");
                          assertThat(ports(manifests, backend.getName()))
                              .extracting(ServicePort::getName)
                              .containsExactly(backend.getPort().getName());
                        }));
  }

  @Test
  void theRouteOfTheGatewayLeadsToAPortOfTheService() throws IOException, InterruptedException {
    Manifests manifests = Manifests.named("base and gateway-route");
    List<Map<String, Object>> rules =
        manifests.customSpecs("HTTPRoute").stream()
            .flatMap(spec -> AlertRules.maps(spec.get("rules")))
            .toList();

    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.get("matches").toString()).contains("value=/api"));
    assertThat(rules.stream().flatMap(rule -> AlertRules.maps(rule.get("backendRefs"))))
        .isNotEmpty()
        .allSatisfy(
            backend ->
                assertThat(ports(manifests, (String) backend.get("name")))
                    .extracting(ServicePort::getPort)
                    .containsExactly((Integer) backend.get("port")));
  }

  private static List<ServicePort> ports(Manifests manifests, String name) {
    return manifests.all(Service.class).stream()
        .filter(it -> it.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getSpec()
        .getPorts();
  }
}
