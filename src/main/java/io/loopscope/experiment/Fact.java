package io.loopscope.experiment;

import io.loopscope.http.ApiEnum;
import java.util.function.Function;

/**
 * A property in which the arms of an experiment differ: typed in code, text in reports.
 *
 * @param name as reports have it
 */
public record Fact<T>(String name, Function<T, String> write, Function<String, T> read) {
  public static Fact<String> text(String name) {
    return new Fact<>(name, Function.identity(), Function.identity());
  }

  public static Fact<Integer> number(String name) {
    return new Fact<>(name, String::valueOf, Integer::valueOf);
  }

  /** A fact whose values are the constants of {@code type}. */
  public static <E extends ApiEnum> Fact<E> choice(String name, Class<E> type) {
    return new Fact<>(
        name,
        ApiEnum::id,
        id ->
            ApiEnum.find(type, id)
                .orElseThrow(() -> new IllegalArgumentException(name + " is unknown: " + id)));
  }
}
