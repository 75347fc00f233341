package io.loopscope.eventloop;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a loop was blocked. */
public enum Cause {
  /** Its thread ran on a CPU nearly all the time. */
  CPU,
  /** Its thread slept, parked, waited for a lock or for I/O. */
  WAIT,
  /** The whole JVM, or the whole machine, stood still: nobody on the loop is to blame. */
  PAUSE,
  /** Its thread wanted to run and got no CPU. */
  CONTENTION,
  /** It ran so many short tasks that nobody else had a turn. */
  FLOOD,
  /** Too little was seen of it. */
  UNKNOWN;

  /** Whether what the loop's thread did is the reason, and not what was done to it. */
  public boolean blamesCode() {
    return this != PAUSE && this != CONTENTION;
  }

  /** As labels and answers carry it: {@code cpu}, {@code wait} and so on. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
