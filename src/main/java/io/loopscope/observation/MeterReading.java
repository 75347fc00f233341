package io.loopscope.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reading of one meter over a time span.
 *
 * @param <R> the kind of reading
 */
sealed interface MeterReading<R extends MeterReading<R>> permits GaugeSummary, Throughput {
  String meter();

  Map<String, String> tags();

  /** This and that together, of the same meter at two times. */
  R plus(R other);

  /** This and that together, of two meters at the same time. */
  R beside(R other);

  /** Whether it is of that meter, with those tags among its own. */
  default boolean is(String name, Map<String, String> some) {
    return meter().equals(name) && tags().entrySet().containsAll(some.entrySet());
  }

  static <R extends MeterReading<R>> Optional<R> find(
      List<R> readings, String name, Map<String, String> some) {
    return readings.stream().filter(it -> it.is(name, some)).reduce(MeterReading::beside);
  }

  /** Those of both, each meter once. */
  static <R extends MeterReading<R>> List<R> merge(List<R> some, List<R> others) {
    Map<List<Object>, R> merged = new LinkedHashMap<>();
    Stream.concat(some.stream(), others.stream())
        .forEach(it -> merged.merge(List.of(it.meter(), it.tags()), it, MeterReading::plus));
    return List.copyOf(merged.values());
  }
}
