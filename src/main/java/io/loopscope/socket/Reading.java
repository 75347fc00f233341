package io.loopscope.socket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalLong;

/** A number the kernel tells; {@code "unavailable"} where it tells none. */
record Reading(OptionalLong value) {
  static final Reading UNAVAILABLE = new Reading(OptionalLong.empty());

  static Reading of(long value) {
    return new Reading(OptionalLong.of(value));
  }

  double orNaN() {
    return value.isPresent() ? value.getAsLong() : Double.NaN;
  }

  @JsonValue
  Object json() {
    return value.isPresent() ? (Object) value.getAsLong() : "unavailable";
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
