package io.loopscope;

import io.loopscope.latency.LatencyHistogram;
import io.loopscope.latency.LatencyRecorder;

/** Times for tests. */
public final class TestTimes {
  private TestTimes() {}

  public static LatencyHistogram ofMicros(long... micros) {
    LatencyRecorder recorder = new LatencyRecorder();
    for (long value : micros) {
      recorder.record(value * 1_000);
    }
    return recorder.latencies();
  }
}
