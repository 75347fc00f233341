package io.loopscope.experiment.report;

import io.loopscope.eventloop.Cause;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats numbers for people, with as many digits as carry information. */
public final class NumberFormats {
  private NumberFormats() {}

  /** Three significant digits, without an exponent. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size >= 100 || size == Math.rint(size)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  /** {@code 812 ms}, {@code 7.51 s}. */
  public static String ms(double millis) {
    return millis >= 1_000 ? of(millis / 1e3) + " s" : of(millis) + " ms";
  }

  public static String msOrUnknown(@Nullable Double millis) {
    return millis == null ? "an unknown time" : ms(millis);
  }

  /** {@code 37 %}. */
  public static String percent(double share) {
    return of(100 * share) + " %";
  }

  /** {@code 90 times}; one digit less than other figures, because ratios are less certain. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, ratio >= 10 ? "%.0f times" : "%.1f times", ratio);
  }

  public static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue())
        .collect(Collectors.joining(", "));
  }

  public static String blocks(Map<Cause, Long> blocks) {
    return blocks.entrySet().stream()
        .map(it -> it.getKey().id() + " " + it.getValue())
        .collect(Collectors.joining(", "));
  }
}
