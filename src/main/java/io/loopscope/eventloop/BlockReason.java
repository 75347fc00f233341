package io.loopscope.eventloop;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a loop was blocked, finer than {@link Cause}. */
public enum BlockReason {
  /** It computed. */
  COMPUTATION,
  /** Many short tasks ran after one another. */
  TASKS,
  /** It slept for a given time. */
  SLEEP,
  /** It waited for a lock. */
  LOCK,
  /** It waited for a lock whose owner waits, directly or not, for a lock that the loop holds. */
  DEADLOCK,
  /** It waited for the result of another thread. */
  FUTURE,
  /** It waited for a place or an element of a queue. */
  QUEUE,
  /** It waited for a file, a socket or a child process. */
  IO,
  /** It waited for pages that had to be read from a disk. */
  PAGE_FAULT,
  /** It waited for another thread to initialise a class. */
  CLASS_INIT,
  /** It waited in native code. */
  NATIVE,
  /** It was parked, for something else. */
  PARK,
  /** The garbage collector stopped the JVM. */
  GC,
  /** Another operation of the JVM stopped it. */
  SAFEPOINT,
  /** It had to wait for the garbage collector to free memory. */
  ALLOCATION_STALL,
  /** A signal, a freezer or a debugger stopped it. */
  SUSPENDED,
  /** It was runnable, and other threads had the CPUs. */
  RUN_QUEUE,
  /** The CPU limit of the control group held it back. */
  THROTTLED,
  /** The hypervisor ran other machines. */
  STOLEN,
  /** Too little was seen of it. */
  UNKNOWN;

  /** As answers carry it: {@code page-fault}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
