package io.loopscope.loadgen;

import io.loopscope.latency.LatencyHistogram;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether latency had settled before the measured time: the median of the last quarter of the
 * warm-up lies within a quarter, or 1 ms, of the median of the quarter before.
 *
 * @param stable null if there was no warm-up, or if it had too few answers
 * @param mediansMs medians of its successive windows; 0 for empty ones
 */
public record WarmUpStability(@Nullable Boolean stable, List<Double> mediansMs) {
  public static final int WINDOWS = 4;
  public static final WarmUpStability NONE = new WarmUpStability(null, List.of());

  private static final int FEWEST = 5;
  private static final double TOLERANCE = 0.25;
  private static final double TOLERANCE_MS = 1;

  public WarmUpStability {
    mediansMs = List.copyOf(mediansMs);
  }

  public static WarmUpStability of(List<LatencyHistogram> windows) {
    List<Double> medians = windows.stream().map(LatencyHistogram::p50).toList();
    boolean enough =
        windows.size() >= 2
            && windows.stream().skip(windows.size() - 2).allMatch(it -> it.count() >= FEWEST);
    return new WarmUpStability(
        enough ? settled(medians.get(medians.size() - 2), medians.getLast()) : null, medians);
  }

  /** Stable if both are; of each window the slower median, for there is no median of medians. */
  WarmUpStability and(WarmUpStability other) {
    int windows = Math.min(mediansMs.size(), other.mediansMs.size());
    return new WarmUpStability(
        both(stable, other.stable),
        IntStream.range(0, windows)
            .mapToObj(i -> Math.max(mediansMs.get(i), other.mediansMs.get(i)))
            .toList());
  }

  private static @Nullable Boolean both(@Nullable Boolean one, @Nullable Boolean other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : Boolean.valueOf(one && other);
  }

  private static boolean settled(double before, double last) {
    return Math.abs(last - before) <= Math.max(TOLERANCE_MS, TOLERANCE * before);
  }
}
