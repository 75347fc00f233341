package io.loopscope.latency;

import org.HdrHistogram.AtomicHistogram;

/** Records times from any number of threads without a lock. */
public final class LatencyRecorder {
  private static final long NANOS_PER_MICRO = 1_000;

  private final AtomicHistogram micros =
      new AtomicHistogram(LatencyHistogram.HIGHEST_MICROS, LatencyHistogram.DIGITS);

  /** Records one time; negative ones count as 0, those over an hour as an hour. */
  public void record(long nanos) {
    micros.recordValue(Math.clamp(nanos / NANOS_PER_MICRO, 0, LatencyHistogram.HIGHEST_MICROS));
  }

  /** All times so far. */
  public LatencyHistogram latencies() {
    return LatencyHistogram.of(micros);
  }
}
