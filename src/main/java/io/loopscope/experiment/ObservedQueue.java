package io.loopscope.experiment;

import org.jspecify.annotations.Nullable;

/**
 * A line that work stood in, and whether the figures about it agree with each other.
 *
 * @param where {@code executor}, {@code pool}, {@code accept} or {@code downstream}
 * @param name which of them
 * @param mean how many were there on average, waiting or being served
 * @param max the most that were seen
 * @param limit how many may be; null if that is not known
 * @param perSecond how many left it; null if that is not counted
 * @param waitMs how long each waited before it was served, on average; null if that is not timed
 * @param serveMs how long each was served then; null if that is not timed
 */
public record ObservedQueue(
    String where,
    String name,
    double mean,
    double max,
    @Nullable Double limit,
    @Nullable Double perSecond,
    @Nullable Double waitMs,
    @Nullable Double serveMs) {
  private static final double MILLIS = 1e3;

  /**
   * What Little's law says the mean must be: those that leave in a second, times how long each was
   * there. Null if that is not known.
   */
  public @Nullable Double expectedMean() {
    if (perSecond == null || waitMs == null || serveMs == null) {
      return null;
    }
    return perSecond * (waitMs + serveMs) / MILLIS;
  }
}
