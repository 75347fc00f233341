package io.loopscope.io;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A timeline as text for a terminal: one line per call, up to a maximum. */
final class TimelineChart {
  static final int MAX_LINES = 40;
  private static final int WIDTH = 50;

  private final double msPerColumn;

  private TimelineChart(double endMs) {
    this.msPerColumn = Math.max(endMs, 0.001) / WIDTH;
  }

  static String of(List<CallStep> steps) {
    TimelineChart gantt =
        new TimelineChart(steps.stream().mapToDouble(CallStep::endMs).max().orElse(0));
    String lines =
        steps.stream().limit(MAX_LINES).map(gantt::line).collect(Collectors.joining("\n"));
    int more = steps.size() - MAX_LINES;
    return more > 0 ? lines + "\n… and " + more + " more" : lines;
  }

  private String line(CallStep step) {
    int from = Math.min(WIDTH - 1, column(step.startMs()));
    int to = Math.max(from + 1, column(step.endMs()));
    String bar = " ".repeat(from) + mark(step).repeat(to - from) + " ".repeat(WIDTH - to);
    return String.format(
        Locale.ROOT,
        "%4d |%s| %.0f..%.0f ms %s %s",
        step.call(),
        bar,
        step.startMs(),
        step.endMs(),
        step.outcome().id(),
        step.thread());
  }

  private int column(double millis) {
    return (int) Math.min(WIDTH, Math.round(millis / msPerColumn));
  }

  private static String mark(CallStep step) {
    return switch (step.outcome()) {
      case OK -> "#";
      case FAILED -> "x";
      case CANCELLED -> "-";
    };
  }
}
