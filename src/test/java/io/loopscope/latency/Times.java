package io.loopscope.latency;

/** Times for tests. */
public final class Times {
  private Times() {}

  public static Latencies ofMicros(long... micros) {
    Recorder recorder = new Recorder();
    for (long value : micros) {
      recorder.record(value * 1_000);
    }
    return recorder.latencies();
  }
}
