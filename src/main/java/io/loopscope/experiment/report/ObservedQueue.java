package io.loopscope.experiment.report;

import org.jspecify.annotations.Nullable;

/**
 * A queue in which work waited, and whether its figures agree with each other.
 *
 * @param where {@code executor}, {@code pool}, {@code accept} or {@code downstream}
 * @param name which one of that sort
 * @param mean average number of items in it, waiting or being served
 * @param max most items seen in it
 * @param limit its capacity; null if that is not known
 * @param perSecond items that left it; null if that is not counted
 * @param waitMs average wait of an item before it was served; null if that is not timed
 * @param serveMs average service time of an item; null if that is not timed
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
  public static final String EXECUTOR = "executor";
  public static final String POOL = "pool";
  public static final String ACCEPT = "accept";
  public static final String DOWNSTREAM = "downstream";

  private static final double MILLIS = 1e3;

  public boolean isAt(String place) {
    return where.equals(place);
  }

  /**
   * The mean by Little's law: items that leave per second times the time that each spends here;
   * null if one of them is not known.
   */
  public @Nullable Double expectedMean() {
    if (perSecond == null || waitMs == null || serveMs == null) {
      return null;
    }
    return perSecond * (waitMs + serveMs) / MILLIS;
  }
}
