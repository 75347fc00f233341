package io.loopscope.accuracy;

import io.loopscope.eventloop.Cause;

/** A way to block a loop, and the verdict it deserves unless the machine did something else. */
public enum Injection {
  SPIN("CPU spin", Cause.CPU, "InjectedBlock.spin"),
  COPY("copy of large arrays, without a safepoint", Cause.CPU, "Computations.copy"),
  EARLY_LATE("two computations, the later one longer", Cause.CPU, "Computations.late"),
  SPIN_SLEEP("a spin, then a longer sleep", Cause.WAIT, "InjectedBlock.sleep"),
  SLEEP("Thread.sleep", Cause.WAIT, "InjectedBlock.sleep"),
  READ("blocking socket read", Cause.WAIT, "InjectedBlock.read"),
  MONITOR("contended synchronized", Cause.WAIT, "InjectedBlock.monitor"),
  LOCK("contended ReentrantLock", Cause.WAIT, "InjectedBlock.lock"),
  PARK("park", Cause.WAIT, "InjectedBlock.park"),
  FIFO("read of an empty FIFO", Cause.WAIT, "NativeWaits.fifo"),
  COLD_FILE("reads of a file past the page cache", Cause.WAIT, "NativeWaits.coldFile"),
  FORCE("force of a mapped file", Cause.WAIT, "NativeWaits.force"),
  CLASS_INIT("a class that another thread initialises", Cause.WAIT, "SlowClass.User.run"),
  FLOOD("flood of 500 µs tasks", Cause.FLOOD, ""),
  STOP("SIGSTOP of the JVM", Cause.PAUSE, ""),
  GC("full garbage collection", Cause.PAUSE, ""),
  ALLOCATE("allocation faster than ZGC frees", Cause.PAUSE, "Computations.allocate");

  private final String title;
  private final Cause cause;
  private final String culprit;

  Injection(String title, Cause cause, String culprit) {
    this.title = title;
    this.cause = cause;
    this.culprit = culprit;
  }

  public String title() {
    return title;
  }

  public Cause cause() {
    return cause;
  }

  /** The method to be blamed; empty if none is. */
  public String culprit() {
    return culprit;
  }

  /** Whether another thread has to hold something first. */
  boolean needsAHolder() {
    return this == MONITOR || this == LOCK || this == CLASS_INIT;
  }
}
