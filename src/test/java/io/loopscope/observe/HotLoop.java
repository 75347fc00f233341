package io.loopscope.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What Prometheus recorded of one instance while one of its four loops was hot, then dead. Made by
 * {@code AutoscalingRecording}.
 */
record HotLoop(List<Moment> moments) {
  static final Path FILE = Path.of("src/test/resources/io/loopscope/observe/hot-loop.csv");

  /** The columns, in this order, and the expression behind each. */
  enum Column {
    CPU("rate(process_cpu_time_ns_total[1m]) / 1e9"),
    BUSIEST("max(rate(eventloop_busy_seconds_total{group=\"http\"}[1m]))"),
    STARVED("avg(rate(eventloop_starved_seconds_total{group=\"http\",over=\"100ms\"}[1m]))"),
    CLIENT("histogram_quantile(0.99, sum by (le) (rate(loopscope_probe_seconds_bucket[1m])))"),
    SERVER(
        "histogram_quantile(0.99, sum by (le) "
            + "(rate(http_server_requests_seconds_bucket{uri=\"/api/ping\"}[1m])))");

    final String promql;

    Column(String promql) {
      this.promql = promql;
    }
  }

  static HotLoop read() {
    try {
      return new HotLoop(Files.readAllLines(FILE).stream().skip(1).map(Moment::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String header() {
    return "second,phase,"
        + Arrays.stream(Column.values())
            .map(column -> column.name().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining(","));
  }

  /** The mean of a column while nothing was wrong. */
  double calm(Column column) {
    return moments.stream()
        .takeWhile(it -> it.phase().equals("calm"))
        .mapToDouble(it -> it.value(column))
        .average()
        .orElseThrow();
  }

  /** One look at the instance. */
  record Moment(int second, String phase, double[] values) {
    double value(Column column) {
      return values[column.ordinal()];
    }

    private static Moment parse(String line) {
      String[] fields = line.split(",");
      return new Moment(
          Integer.parseInt(fields[0]),
          fields[1],
          Arrays.stream(fields).skip(2).mapToDouble(Double::parseDouble).toArray());
    }
  }
}
