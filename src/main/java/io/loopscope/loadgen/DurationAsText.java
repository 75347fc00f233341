package io.loopscope.loadgen;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.util.StdConverter;

/** A duration that JSON writes as {@code 2s} or {@code 200ms}, as all requests do. */
@JacksonAnnotationsInside
@JsonSerialize(converter = DurationAsText.Write.class)
@JsonDeserialize(converter = DurationAsText.Read.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface DurationAsText {
  /** In the largest unit, up to seconds, that leaves a whole number. */
  final class Write extends StdConverter<Duration, String> {
    @Override
    public String convert(Duration duration) {
      return text(duration);
    }

    public static String text(Duration duration) {
      long nanos = duration.toNanos();
      if (nanos % 1_000_000_000 == 0) {
        return nanos / 1_000_000_000 + "s";
      }
      if (nanos % 1_000_000 == 0) {
        return nanos / 1_000_000 + "ms";
      }
      return nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
    }
  }

  /** In any unit from {@code ns} to {@code d}. */
  final class Read extends StdConverter<String, Duration> {
    @Override
    public Duration convert(String text) {
      return DurationStyle.SIMPLE.parse(text);
    }
  }
}
