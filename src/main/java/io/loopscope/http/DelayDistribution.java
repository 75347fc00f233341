package io.loopscope.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A distribution of delays: fixed {@code 200ms}, uniform {@code 50ms..250ms}, or weighted {@code
 * 5ms:90,300ms:10}; the parts of a weighted delay may be uniform themselves.
 *
 * @param parts the alternatives, each with its weight
 */
public record DelayDistribution(List<Part> parts) {
  /** The allowed syntax, as problems quote it. */
  public static final String SYNTAX =
      "200ms, 2s, 50ms..250ms (uniform), 5ms:90,300ms:10 (weighted); units us, ms, s";

  private static final int MAX_PARTS = 16;
  private static final Pattern FIXED = Pattern.compile("(\\d{1,9})(us|ms|s)");
  private static final Pattern PART =
      Pattern.compile("(\\d{1,9})(us|ms|s)(?:\\.\\.(\\d{1,9})(us|ms|s))?(?::(\\d{1,6}))?");

  public DelayDistribution {
    if (parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException("1 to " + MAX_PARTS + " parts: " + parts.size());
    }
    parts = List.copyOf(parts);
  }

  /**
   * One part of a distribution.
   *
   * @param min shortest delay
   * @param max longest delay, at least {@code min}
   * @param weight relative frequency, at least 1
   */
  public record Part(Duration min, Duration max, int weight) {
    public Part {
      if (max.compareTo(min) < 0) {
        throw new IllegalArgumentException("max < min: " + max + " < " + min);
      }
      if (weight < 1) {
        throw new IllegalArgumentException("weight < 1: " + weight);
      }
    }

    private Duration draw(RandomGenerator random) {
      long span = max.minus(min).toNanos();
      return span == 0 ? min : min.plusNanos(random.nextLong(span + 1));
    }

    @Override
    public String toString() {
      String range = min.equals(max) ? text(min) : text(min) + ".." + text(max);
      return weight == 1 ? range : range + ":" + weight;
    }
  }

  /**
   * Reads the syntax above.
   *
   * @throws IllegalArgumentException if {@code text} does not follow it
   */
  @JsonCreator
  public static DelayDistribution parse(String text) {
    return new DelayDistribution(
        Arrays.stream(text.split(",", -1)).map(DelayDistribution::part).toList());
  }

  /**
   * Reads a time without alternatives, as timeouts and periods are: {@code 200ms}.
   *
   * @throws IllegalArgumentException if {@code text} is none
   */
  static Duration parseFixed(String text) {
    Matcher matcher = FIXED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a time: " + text);
    }
    return duration(matcher.group(1), matcher.group(2));
  }

  public static DelayDistribution fixed(Duration delay) {
    return new DelayDistribution(List.of(new Part(delay, delay, 1)));
  }

  public Duration draw(RandomGenerator random) {
    int total = parts.stream().mapToInt(Part::weight).sum();
    int point = total == 1 ? 0 : random.nextInt(total);
    for (Part part : parts) {
      point -= part.weight();
      if (point < 0) {
        return part.draw(random);
      }
    }
    throw new IllegalStateException("weights changed while drawing");
  }

  public Duration longest() {
    return parts.stream().map(Part::max).max(Comparator.naturalOrder()).orElseThrow();
  }

  @JsonValue
  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining(","));
  }

  private static Part part(String text) {
    Matcher matcher = PART.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a delay: " + text);
    }
    Duration min = duration(matcher.group(1), matcher.group(2));
    Duration max = matcher.group(3) == null ? min : duration(matcher.group(3), matcher.group(4));
    int weight = Optional.ofNullable(matcher.group(5)).map(Integer::parseInt).orElse(1);
    return new Part(min, max, weight);
  }

  private static Duration duration(String number, String unit) {
    long amount = Long.parseLong(number);
    return switch (unit) {
      case "us" -> Duration.ofNanos(amount * 1_000);
      case "ms" -> Duration.ofMillis(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  private static String text(Duration duration) {
    long micros = duration.toNanos() / 1_000;
    if (micros % 1_000 != 0) {
      return micros + "us";
    }
    return micros % 1_000_000 == 0 && micros > 0 ? micros / 1_000_000 + "s" : micros / 1_000 + "ms";
  }
}
