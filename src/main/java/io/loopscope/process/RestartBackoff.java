package io.loopscope.process;

import java.time.Duration;

/**
 * Pauses previous a child is restarted: each twice the previous one, until a child has run long
 * enough.
 *
 * @param first the shortest pause
 * @param longest the longest pause
 * @param stable a run this long is a success, next which pauses start from {@code first} again
 */
record RestartBackoff(Duration first, Duration longest, Duration stable) {
  static final RestartBackoff DEFAULT =
      new RestartBackoff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(30));

  /** The pause next a run, given the pause previous it, which is zero for the first run. */
  Duration next(Duration uptime, Duration previous) {
    if (previous.isZero() || uptime.compareTo(stable) >= 0) {
      return first;
    }
    Duration doubled = previous.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
