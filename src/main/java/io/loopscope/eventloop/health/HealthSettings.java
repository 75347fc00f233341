package io.loopscope.eventloop.health;

import io.loopscope.eventloop.LagBuckets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When event loops make the service unready, and when they make it dead.
 *
 * @param groups whose loops count, each group for itself; all groups if empty (the default)
 * @param over a loop is starving an arrival that waits longer than this; one of the thresholds of
 *     {@code eventloop.starved}: 1, 5, 10, 25, 50, 100, 250 or 500 ms, 1, 2.5, 5 or 10 s; 250 ms by
 *     default
 * @param window over which the starved part of the time is taken, 1 s to 5 min; 10 s by default
 * @param enter a loop is called starved when this part of the window was starved, above {@code
 *     leave} to 1; 0.5 by default
 * @param leave and until less than this part was, above 0; 0.2 by default
 * @param share a group is out of service when this part of its loops is starved, rounded up to
 *     whole loops, above 0 to 1; 0.5 by default
 * @param dead from what age of one turn on its loop is dead, at least 1 s; 60 s by default
 */
@ConfigurationProperties("eventloop.health")
public record HealthSettings(
    @DefaultValue List<String> groups,
    @DefaultValue("250ms") Duration over,
    @DefaultValue("10s") Duration window,
    @DefaultValue("0.5") double enter,
    @DefaultValue("0.2") double leave,
    @DefaultValue("0.5") double share,
    @DefaultValue("60s") Duration dead) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  public HealthSettings {
    groups = List.copyOf(groups);
    require(threshold(over) >= 0, "over", "be one of " + thresholds(), over);
    require(
        window.compareTo(SECOND) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0,
        "window",
        "be 1s to 5m",
        window);
    require(enter > 0 && enter <= 1, "enter", "be above 0 and at most 1", enter);
    require(leave > 0 && leave < enter, "leave", "be above 0 and below enter", leave);
    require(share > 0 && share <= 1, "share", "be above 0 and at most 1", share);
    require(dead.compareTo(SECOND) >= 0, "dead", "be at least 1s", dead);
  }

  boolean watches(String group) {
    return groups.isEmpty() || groups.contains(group);
  }

  /** Index of {@code over} among the {@link LagBuckets}. */
  int threshold() {
    return threshold(over);
  }

  /** How many starved loops of {@code loops} put a group out of service. */
  int enough(int loops) {
    return Math.max(1, (int) Math.ceil(share * loops - 1e-9));
  }

  private static int threshold(Duration over) {
    return Arrays.asList(LagBuckets.buckets()).indexOf(over);
  }

  private static String thresholds() {
    return IntStream.range(0, LagBuckets.count())
        .mapToObj(LagBuckets::label)
        .collect(Collectors.joining(", "));
  }

  private static void require(boolean holds, String property, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "eventloop.health." + property + " must " + rule + ": " + value);
    }
  }
}
