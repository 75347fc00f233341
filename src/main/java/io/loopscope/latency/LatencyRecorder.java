package io.loopscope.latency;

import org.HdrHistogram.AtomicHistogram;

/** Takes times from any thread, one after the other or at once, without a lock. */
public final class LatencyRecorder {
  private static final long NANOS_PER_MICRO = 1_000;

  private final AtomicHistogram micros =
      new AtomicHistogram(LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);

  /** Takes one time; negative ones count as none, those over an hour as an hour. */
  public void record(long nanos) {
    micros.recordValue(Math.clamp(nanos / NANOS_PER_MICRO, 0, LatencyHistogram.HIGHEST_MICROS));
  }

  /** All times so far. */
  public LatencyHistogram latencies() {
    return LatencyHistogram.of(micros);
  }
}
