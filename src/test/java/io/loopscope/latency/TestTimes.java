package io.loopscope.latency;

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
