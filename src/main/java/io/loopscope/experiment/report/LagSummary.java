package io.loopscope.experiment.report;

import io.loopscope.latency.LatencyHistogram;
import java.util.List;
import java.util.Map;

/**
 * The delay of arrivals at random moments before a loop of the service ran them. Milliseconds.
 *
 * @param p99 of all loops together
 * @param loops the lag of each loop
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
   * The lag of one loop.
   *
   * @param busy share of the time in which the loop did not wait for sockets, 0 to 1
   */
  public record OfLoop(int loop, double p99, double max, double busy) {}
}
