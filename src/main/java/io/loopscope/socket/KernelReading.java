package io.loopscope.socket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalLong;

/** A number that the kernel reports; {@code "unavailable"} where it reports none. */
record KernelReading(OptionalLong value) {
  static final KernelReading UNAVAILABLE = new KernelReading(OptionalLong.empty());

  static KernelReading of(long value) {
    return new KernelReading(OptionalLong.of(value));
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
