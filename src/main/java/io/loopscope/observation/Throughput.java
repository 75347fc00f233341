package io.loopscope.observation;

import java.util.Map;

/**
 * The events of a timer or a counter.
 *
 * @param meter its Micrometer name
 * @param count events of a timer, or what a counter grew by
 * @param totalMs time of all events of a timer together; 0 of a counter
 */
public record Throughput(String meter, Map<String, String> tags, double count, double totalMs)
    implements MeterReading<Throughput> {
  /** Milliseconds per event; 0 if there were none. */
  public double meanMs() {
    return count == 0 ? 0 : totalMs / count;
  }

  @Override
  public Throughput plus(Throughput other) {
    return new Throughput(meter, tags, count + other.count, totalMs + other.totalMs);
  }

  @Override
  public Throughput beside(Throughput other) {
    return plus(other);
  }
}
