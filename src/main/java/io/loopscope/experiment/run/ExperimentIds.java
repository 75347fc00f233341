package io.loopscope.experiment.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Ids of experiments, such as {@code 20260131-120000-123-starvation}, which sort by time. */
public final class ExperimentIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern ID = Pattern.compile("\\d{8}-\\d{6}-\\d{3}-[a-z-]{1,40}");

  private ExperimentIds() {}

  public static String of(Instant startedAt, String kind) {
    return TIME.format(startedAt) + "-" + kind;
  }

  /** Whether a text has the form of an id; no other text may become part of a file name. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
