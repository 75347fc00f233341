package io.loopscope.observe;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The autoscaler's files as they are shipped. */
final class Autoscaler {
  private static final Path FOLDER = Path.of("k8s/components/autoscaling");
  private static final Path KEDA = Path.of("k8s/components/keda/service.yaml");

  private Autoscaler() {}

  /** How prometheus-adapter makes a metric of pods from Prometheus' series. */
  static AdapterRule adapterRule() {
    Map<String, Object> rule =
        AlertRules.maps(
                AlertRules.map(AlertRules.yaml(FOLDER.resolve("adapter-rules.yaml"))).get("rules"))
            .findFirst()
            .orElseThrow();
    return new AdapterRule(
        rule.get("seriesQuery").toString(),
        AlertRules.map(rule.get("name")).get("as").toString(),
        rule.get("metricsQuery").toString());
  }

  /** The name of the metric of pods that the autoscaler asks for. */
  static String metric() {
    return AlertRules.map(AlertRules.map(metric("Pods").get("pods")).get("metric"))
        .get("name")
        .toString();
  }

  /** The value of that metric, on the average of all pods, that it aims at. */
  static double loopTarget() {
    String milli =
        AlertRules.map(AlertRules.map(metric("Pods").get("pods")).get("target"))
            .get("averageValue")
            .toString();
    return Integer.parseInt(milli.replace("m", "")) / 1e3;
  }

  /** The share of the requested CPU that it aims at. */
  static double cpuTarget() {
    Map<String, Object> target =
        AlertRules.map(AlertRules.map(metric("Resource").get("resource")).get("target"));
    return (int) target.get("averageUtilization") / 100.0;
  }

  /** What KEDA asks Prometheus for. */
  static List<KedaTrigger> kedaTriggers() {
    Map<String, Object> keda = AlertRules.map(AlertRules.map(AlertRules.yaml(KEDA)).get("spec"));
    return AlertRules.maps(keda.get("triggers"))
        .filter(trigger -> trigger.get("type").equals("prometheus"))
        .map(trigger -> AlertRules.map(trigger.get("metadata")))
        .map(
            it ->
                new KedaTrigger(
                    it.get("query").toString(), Double.parseDouble(it.get("threshold").toString())))
        .toList();
  }

  static Hpa.Bounds bounds() {
    Map<String, Object> behavior = AlertRules.map(spec().get("behavior"));
    return new Hpa.Bounds(
        (int) spec().get("minReplicas"),
        (int) spec().get("maxReplicas"),
        direction(behavior.get("scaleUp")),
        direction(behavior.get("scaleDown")));
  }

  private static Hpa.Direction direction(Object yaml) {
    Map<String, Object> direction = AlertRules.map(yaml);
    List<Hpa.Policy> policies =
        AlertRules.maps(direction.get("policies"))
            .map(
                policy ->
                    new Hpa.Policy(
                        policy.get("type").equals("Percent"),
                        (int) policy.get("value"),
                        (int) policy.get("periodSeconds")))
            .toList();
    return new Hpa.Direction((int) direction.get("stabilizationWindowSeconds"), policies);
  }

  private static Map<String, Object> metric(String type) {
    Stream<Map<String, Object>> metrics = AlertRules.maps(spec().get("metrics"));
    return metrics.filter(metric -> metric.get("type").equals(type)).findFirst().orElseThrow();
  }

  private static Map<String, Object> spec() {
    return AlertRules.map(AlertRules.map(AlertRules.yaml(FOLDER.resolve("hpa.yaml"))).get("spec"));
  }

  /**
   * A question of KEDA's to Prometheus.
   *
   * @param threshold what the answer, divided by the pods, is to be
   */
  record KedaTrigger(String query, double threshold) {}

  /**
   * A rule of prometheus-adapter.
   *
   * @param discovery finds the series
   * @param name what the metric is called in Kubernetes
   * @param query a template of what to ask Prometheus
   */
  record AdapterRule(String discovery, String name, String query) {
    /** What the adapter asks for one pod. */
    Promql of(String namespace, String pod) {
      String series = discovery.substring(0, discovery.indexOf('{'));
      return new Promql(
          "adapter rule " + name,
          query
              .replace("<<.Series>>", series)
              .replace(
                  "<<.LabelMatchers>>", "namespace=\"%s\",pod=~\"%s\"".formatted(namespace, pod))
              .replace("<<.GroupBy>>", "pod"));
    }
  }
}
