package io.loopscope.process;

import java.time.Duration;

/**
 * Pauses before a child is started again: each twice the one before, until one has lived long.
 *
 * @param first the shortest
 * @param longest no pause is longer
 * @param stable a life this long is a success, after which pauses begin anew
 */
record RestartBackoff(Duration first, Duration longest, Duration stable) {
  static final RestartBackoff DEFAULT =
      new RestartBackoff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(30));

  /** The pause after a life, given the pause before it; zero if it was the first. */
  Duration after(Duration life, Duration before) {
    if (before.isZero() || life.compareTo(stable) >= 0) {
      return first;
    }
    Duration doubled = before.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
