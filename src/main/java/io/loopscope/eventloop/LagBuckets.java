package io.loopscope.eventloop;

import java.time.Duration;
import java.util.List;

/** The waits that the metrics tell apart, 1 ms to 10 s: the buckets of every latency histogram. */
public final class LagBuckets {
  private static final List<Duration> ALL =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  private static final long[] NANOS = ALL.stream().mapToLong(Duration::toNanos).toArray();
  public static final long SHORTEST_NANOS = NANOS[0];

  private LagBuckets() {}

  /** The thresholds in ascending order, as Micrometer takes service level objectives. */
  public static Duration[] buckets() {
    return ALL.toArray(Duration[]::new);
  }

  public static int count() {
    return NANOS.length;
  }

  public static long nanos(int index) {
    return NANOS[index];
  }

  /** As a label: {@code 5ms}, {@code 2.5s}. */
  public static String label(int index) {
    long millis = NANOS[index] / 1_000_000;
    if (millis < 1_000) {
      return millis + "ms";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis / 1e3 + "s";
  }
}
