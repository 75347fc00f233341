package io.loopscope.eventloop;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a loop was blocked. */
public enum Cause {
  /** Its thread ran on a CPU nearly all the time. */
  CPU("#D55E00", "computed on a CPU"),
  /** Its thread slept, parked, waited for a lock or for I/O. */
  WAIT("#0072B2", "a blocking call"),
  /** The whole JVM, or the whole machine, stood still: nothing on the loop is to blame. */
  PAUSE("#CC79A7", "the JVM or the machine stood still"),
  /** Its thread wanted to run and got no CPU. */
  CONTENTION("#E69F00", "runnable, but not scheduled on a CPU"),
  /** It ran so many short tasks that nothing else had a turn. */
  FLOOD("#009E73", "many tasks, one after another"),
  /** Too little was seen of it. */
  UNKNOWN("#999999", "no stack was seen");

  private final String colour;
  private final String meaning;

  Cause(String colour, String meaning) {
    this.colour = colour;
    this.meaning = meaning;
  }

  /** Whether what the loop's thread did is the reason, and not what was done to it. */
  public boolean blamesCode() {
    return this != PAUSE && this != CONTENTION;
  }

  /** The colour of the cause in charts, of the palette of Okabe and Ito: {@code #RRGGBB}. */
  public String colour() {
    return colour;
  }

  /** What the loop or its thread did, in a few words for a legend. */
  public String meaning() {
    return meaning;
  }

  /** As labels and answers carry it: {@code cpu}, {@code wait} and so on. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
