package io.loopscope.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The facts of one arm, by name; {@code {"on":"parallel","users":"4"}} in JSON. */
public record Facts(@JsonValue Map<String, String> values) {
  public static final Facts NONE = new Facts(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Facts {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  public static <T> Facts of(Fact<T> fact, T value) {
    return NONE.and(fact, value);
  }

  /** These facts and one more. */
  public <T> Facts and(Fact<T> fact, T value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(fact.name(), fact.write().apply(value));
    return new Facts(more);
  }

  /**
   * The value of a fact.
   *
   * @throws IllegalArgumentException if the arm does not have it
   */
  public <T> T get(Fact<T> fact) {
    String value = values.get(fact.name());
    if (value == null) {
      throw new IllegalArgumentException("no fact " + fact.name() + " in " + values);
    }
    return fact.read().apply(value);
  }

  /** Whether all of {@code others} are among these, with the same values. */
  public boolean include(Facts others) {
    return values.entrySet().containsAll(others.values.entrySet());
  }
}
