package io.loopscope.experiment.report;

import io.loopscope.eventloop.LagBuckets;
import io.loopscope.latency.LatencyHistogram;
import java.time.Duration;

/** A histogram as one line of bars: one per bucket of the metrics, 1 ms to 10 s and beyond. */
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String NONE = "·";

  private Sparkline() {}

  /** The count of each bucket; the height is its square root, so that tails are visible. */
  static String of(LatencyHistogram times) {
    StringBuilder line = new StringBuilder();
    long below = 0;
    for (Duration bucket : LagBuckets.buckets()) {
      long upTo = times.histogram().getCountBetweenValues(0, bucket.toNanos() / 1_000);
      line.append(block(upTo - below, times.count()));
      below = upTo;
    }
    return line.append(block(times.count() - below, times.count())).toString();
  }

  private static String block(long count, long all) {
    if (count <= 0) {
      return NONE;
    }
    int height = (int) Math.round(Math.sqrt((double) count / all) * (BLOCKS.length() - 1));
    return BLOCKS.substring(height, height + 1);
  }
}
