package io.loopscope.io;

import io.loopscope.http.PlainTextAnswer;
import java.util.Locale;

/**
 * The result of a timer.
 *
 * @param strategy {@code sleep}
 * @param elapsedMs how long it took
 * @param thread the thread of the timer; it did other things meanwhile
 */
record SleepResult(String strategy, double elapsedMs, String thread) implements PlainTextAnswer {
  static SleepResult of(CallTimeline timeline) {
    return new SleepResult("sleep", timeline.elapsedMs(), Thread.currentThread().getName());
  }

  @Override
  public String plainText() {
    return String.format(Locale.ROOT, "sleep: %.1f ms, woken by %s", elapsedMs, thread);
  }
}
