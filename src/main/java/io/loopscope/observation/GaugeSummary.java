package io.loopscope.observation;

import java.util.Map;

/**
 * A gauge over several samples.
 *
 * @param meter its Micrometer name
 * @param mean of all samples
 * @param max of all samples
 * @param looks number of samples
 */
public record GaugeSummary(
    String meter, Map<String, String> tags, double mean, double max, long looks)
    implements MeterReading<GaugeSummary> {
  @Override
  public GaugeSummary plus(GaugeSummary other) {
    long all = looks + other.looks;
    return new GaugeSummary(
        meter,
        tags,
        (mean * looks + other.mean * other.looks) / all,
        Math.max(max, other.max),
        all);
  }

  /** The maximum is an upper bound: both may not have occurred at once. */
  @Override
  public GaugeSummary beside(GaugeSummary other) {
    return new GaugeSummary(
        meter, tags, mean + other.mean, max + other.max, Math.max(looks, other.looks));
  }
}
