package io.loopscope.io;

import io.loopscope.http.PlainTextAnswer;
import java.util.List;
import java.util.Locale;

/**
 * The result of one or more calls.
 *
 * @param strategy how they were composed
 * @param calls number of requested calls
 * @param elapsedMs how long the caller waited
 * @param sumMs sum of the durations of the calls
 * @param longestMs longest duration of a call
 * @param timeline the calls that were started, by number
 */
record CompositionResult(
    String strategy,
    int calls,
    double elapsedMs,
    double sumMs,
    double longestMs,
    List<CallStep> timeline)
    implements PlainTextAnswer {

  static CompositionResult of(String strategy, int calls, CallTimeline timeline) {
    List<CallStep> steps = timeline.steps();
    return new CompositionResult(
        strategy,
        calls,
        timeline.elapsedMs(),
        rounded(steps.stream().mapToDouble(CallStep::tookMs).sum()),
        rounded(steps.stream().mapToDouble(CallStep::tookMs).max().orElse(0)),
        steps);
  }

  @Override
  public String plainText() {
    return String.format(
            Locale.ROOT,
            "%s: %d calls in %.1f ms (sum %.1f ms, longest %.1f ms)\n",
            strategy,
            calls,
            elapsedMs,
            sumMs,
            longestMs)
        + TimelineChart.of(timeline);
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1e3) / 1e3;
  }
}
