package io.loopscope.page;

import java.util.Locale;

/** Numbers as the page shows them in English. */
final class Figure {
  private Figure() {}

  /** Milliseconds with two or three significant digits, or seconds. */
  static String ms(double value) {
    if (value >= 999.5) {
      return text(value < 9_995 ? "%.2f s" : "%.1f s", value / 1_000);
    }
    return text(value >= 9.95 ? "%.0f ms" : "%.1f ms", value);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value).replace(' ', '\u00a0');
  }
}
