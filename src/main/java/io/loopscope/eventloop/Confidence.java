package io.loopscope.eventloop;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a verdict rests on. */
public enum Confidence {
  /** An account of the thread's time, and several stacks. */
  HIGH,
  /** An account of its time without several stacks, or several stacks without an account. */
  MEDIUM,
  /** One stack or none, and no account. */
  LOW;

  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
