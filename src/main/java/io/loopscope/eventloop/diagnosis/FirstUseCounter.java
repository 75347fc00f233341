package io.loopscope.eventloop.diagnosis;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts problems that should come once, at the first use, and says so if they come again. */
final class FirstUseCounter {
  private static final int REMEMBERED = 64;
  private static final String CLASS_LOADING = "class loading";
  private static final int SEVERAL = 3;

  private final Map<String, Integer> counts = new LruMap<>(REMEMBERED);

  /**
   * What precedes the problem's advice; empty unless it repeats itself.
   *
   * @param isOver whether the block is finished, and so to be counted
   */
  synchronized String counted(WellKnownProblem problem, @Nullable String culprit, boolean isOver) {
    if (!problem.name().equals(CLASS_LOADING)) {
      return "";
    }
    String key = Objects.toString(culprit, "");
    int count = counts.getOrDefault(key, 0) + 1;
    if (isOver) {
      counts.put(key, count);
    }
    return count < SEVERAL
        ? ""
        : "This is block "
            + count
            + " in which this method loads classes, so it is not their first use: look for a class"
            + " loader that is made for each request, or a class that is looked up and not found"
            + " each time. ";
  }
}
