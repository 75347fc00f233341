package io.loopscope.observe.dashboard;

/** What descriptions abbreviate: the pods and loops that the viewer chose, and two time ranges. */
final class Selectors {
  static final String NAMESPACE = "namespace=~\"$namespace\"";
  static final String JOB = NAMESPACE + ",job=~\"$job\"";
  static final String POD = NAMESPACE + ",job=~\"$job\",pod=~\"$pod\"";
  static final String AT = NAMESPACE + ",pod=~\"$pod\",job=~\"$job\",instance=~\"$instance\"";
  static final String LOOPS = AT + ",group=~\"$group\"";

  private Selectors() {}

  /** The expression as Grafana wants it. */
  static String written(String expression) {
    return expression
        .replaceAll("\\{at(?:, )?(?=[^}]*})", "{" + quoted(AT) + ",")
        .replaceAll("\\{loops(?:, )?(?=[^}]*})", "{" + quoted(LOOPS) + ",")
        .replace(",}", "}")
        .replace("[rate]", "[$__rate_interval]")
        .replace("[range]", "[$__range]");
  }

  private static String quoted(String replacement) {
    return replacement.replace("$", "\\$");
  }
}
