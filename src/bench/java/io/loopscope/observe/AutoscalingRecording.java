package io.loopscope.observe;

import io.loopscope.LabProcess;
import io.loopscope.observe.HotLoop.Column;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Records the incident that {@link AutoscalingTable} replays: one client keeps one connection, and
 * with it one loop of four, first with work that computes, later with calls that block. Not part of
 * the build; takes twelve minutes on a machine that should have nothing else to do:
 *
 * <pre>./mvnw -q test -Dtest=AutoscalingRecording</pre>
 */
class AutoscalingRecording {
  private static final Duration WARM_UP = Duration.ofSeconds(75);
  private static final Duration STEP = Duration.ofSeconds(Hpa.SYNC_SECONDS);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void record(@TempDir Path folder) throws Exception {
    try (LabProcess child = LabProcess.startOptimized("loopscope.service.loops=4")) {
      String console = child.await(": Console +http://localhost:(\\d+)/$");
      String service = child.await(": API +(http://localhost:\\d+)/api$");
      try (Prometheus prometheus = Prometheus.scraping(Integer.parseInt(console), folder)) {
        keepBusy(null, WARM_UP);
        Instant start = Instant.now();
        for (Phase phase : Phase.values()) {
          keepBusy(phase.path == null ? null : URI.create(service + phase.path), phase.length);
        }
        Files.write(HotLoop.FILE, lines(prometheus, start));
      }
    }
  }

  /** One request after the other on one connection, so on one loop. */
  private void keepBusy(URI work, Duration length) throws Exception {
    Instant end = Instant.now().plus(length);
    while (Instant.now().isBefore(end)) {
      if (work == null) {
        Thread.sleep(Duration.between(Instant.now(), end).toMillis() + 1);
      } else {
        client.send(HttpRequest.newBuilder(work).build(), BodyHandlers.discarding());
      }
    }
  }

  private static List<String> lines(Prometheus prometheus, Instant start) {
    List<List<String>> columns = new ArrayList<>();
    for (Column column : Column.values()) {
      JsonNode series = prometheus.queryRange(column.promql, start, STEP).path(0).path("values");
      columns.add(series.valueStream().map(it -> it.path(1).asString()).toList());
    }
    List<String> lines = new ArrayList<>(List.of(HotLoop.header()));
    for (int row = 0; row < columns.getFirst().size(); row++) {
      int second = row * Hpa.SYNC_SECONDS;
      StringBuilder line = new StringBuilder(second + "," + Phase.at(second).title);
      for (List<String> column : columns) {
        double value = Double.parseDouble(column.get(row));
        line.append(String.format(Locale.ROOT, ",%.4f", value));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private enum Phase {
    BEFORE("calm", null, 90),
    HOT("hot: computes", "/api/cpu/primes?units=200&on=event-loop", 180),
    BETWEEN("calm", null, 90),
    DEAD("dead: blocking calls", "/api/io/blocking?delay=2s&on=event-loop", 180),
    AFTER("calm", null, 120);

    final String title;
    final String path;
    final Duration length;

    Phase(String title, String path, int seconds) {
      this.title = title;
      this.path = path;
      this.length = Duration.ofSeconds(seconds);
    }

    static Phase at(int second) {
      long end = 0;
      for (Phase phase : values()) {
        end += phase.length.toSeconds();
        if (second < end) {
          return phase;
        }
      }
      return AFTER;
    }
  }
}
