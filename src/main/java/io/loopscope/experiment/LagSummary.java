package io.loopscope.experiment;

import io.loopscope.latency.LatencyHistogram;
import java.util.List;
import java.util.Map;

/**
 * How long arrivals at random moments waited for a loop of the service. Milliseconds.
 *
 * @param p99 over all loops
 * @param loops each of them
 */
public record LagSummary(double p50, double p99, double max, List<OfLoop> loops) {
  public LagSummary {
    loops = List.copyOf(loops);
  }

  public static LagSummary of(
      LatencyHistogram all, Map<Integer, LatencyHistogram> byLoop, Map<Integer, Double> busy) {
    return new LagSummary(
        all.p50(),
        all.p99(),
        all.max(),
        byLoop.entrySet().stream()
            .map(
                it ->
                    new OfLoop(
                        it.getKey(),
                        it.getValue().p99(),
                        it.getValue().max(),
                        busy.getOrDefault(it.getKey(), 0.0)))
            .toList());
  }

  /**
   * One loop.
   *
   * @param busy part of the time that it did not wait for sockets, 0 to 1
   */
  public record OfLoop(int loop, double p99, double max, double busy) {}
}
