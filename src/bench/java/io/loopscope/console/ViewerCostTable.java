package io.loopscope.console;

import io.loopscope.LabProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.resources.ConnectionProvider;

/**
 * Prints the cost of viewers of the live stream, in Markdown. Not part of the build; takes two
 * minutes on a machine that should have nothing else to do:
 *
 * <pre>./mvnw -q test -Dtest=ViewerCostTable</pre>
 */
class ViewerCostTable {
  private static final Duration EACH = Duration.ofSeconds(20);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Pattern LOOPS =
      Pattern.compile("(?m)^eventloop_cpu_seconds_total\\{group=\"console\".*\\} (\\S+)$");
  private static final Pattern PROCESS =
      Pattern.compile("(?m)^process_cpu_time_ns_total(?:\\{.*\\})? (\\S+)$");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void print() throws Exception {
    try (LabProcess lab = LabProcess.startOptimized()) {
      URI console = URI.create(lab.await(": Console +(http://\\S+)$"));
      System.out.println("| viewers | console loops | whole process |\n|--:|--:|--:|");
      for (int viewers : new int[] {0, 1, 50, 0, 50}) {
        Disposable watching = watch(console, viewers);
        Flux.never().take(SETTLE).blockLast();
        Cost before = cost(console);
        Flux.never().take(EACH).blockLast();
        System.out.println(cost(console).since(before).row(viewers));
        watching.dispose();
      }
    }
  }

  private static Disposable watch(URI console, int viewers) {
    ConnectionProvider connections = ConnectionProvider.create("viewers", Math.max(1, viewers));
    return Flux.fromStream(IntStream.range(0, viewers).boxed())
        .flatMap(
            viewer ->
                reactor.netty.http.client.HttpClient.create(connections)
                    .get()
                    .uri(console.resolve("/api/live"))
                    .response((response, body) -> body)
                    .then(),
            Math.max(1, viewers))
        .subscribe();
  }

  private Cost cost(URI console) throws Exception {
    HttpRequest scrape = HttpRequest.newBuilder(console.resolve("/actuator/prometheus")).build();
    String metrics = client.send(scrape, BodyHandlers.ofString()).body();
    return new Cost(sum(LOOPS, metrics), sum(PROCESS, metrics) / 1e9);
  }

  private static double sum(Pattern metric, String metrics) {
    return metric
        .matcher(metrics)
        .results()
        .map((MatchResult found) -> found.group(1))
        .mapToDouble(Double::parseDouble)
        .sum();
  }

  /** CPU seconds. */
  private record Cost(double loops, double process) {
    private Cost since(Cost before) {
      return new Cost(loops - before.loops, process - before.process);
    }

    private String row(int viewers) {
      double seconds = EACH.toSeconds();
      return String.format(
          Locale.ROOT,
          "| %d | %.2f %% of a core | %.2f %% |",
          viewers,
          100 * loops / seconds,
          100 * process / seconds);
    }
  }
}
