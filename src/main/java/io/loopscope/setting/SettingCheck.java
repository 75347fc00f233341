package io.loopscope.setting;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Rejects a setting that is out of range, in one line that names the property and the value. */
public final class SettingCheck {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private SettingCheck() {}

  public static void positive(String property, long value) {
    check(value > 0, property, "be positive", value);
  }

  public static void positive(String property, Duration value) {
    check(value.isPositive(), property, "be positive", value);
  }

  public static void atLeast(String property, long value, long min) {
    check(value >= min, property, "be at least " + min, value);
  }

  public static void within(String property, long value, long min, long max) {
    check(value >= min && value <= max, property, "be in " + min + ".." + max, value);
  }

  /** The URL without a slash at its end; null if there is none. */
  public static @Nullable URI url(String property, @Nullable URI value, String example) {
    if (value == null) {
      return null;
    }
    check(
        value.getHost() != null && SCHEMES.contains(value.getScheme()),
        property,
        "be like " + example,
        value);
    return URI.create(StringUtils.trimTrailingCharacter(value.toString(), '/'));
  }

  private static void check(boolean passed, String property, String rule, Object value) {
    if (!passed) {
      throw new IllegalArgumentException(property + " must " + rule + ": " + value);
    }
  }
}
