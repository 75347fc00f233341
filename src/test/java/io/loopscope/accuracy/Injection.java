package io.loopscope.accuracy;

import io.loopscope.eventloop.Cause;

/** A way to block a loop, and the verdict it deserves. */
public enum Injection {
  SPIN("CPU spin", Cause.CPU, "InjectedBlock.spin"),
  SLEEP("Thread.sleep", Cause.WAIT, "InjectedBlock.sleep"),
  READ("blocking socket read", Cause.WAIT, "InjectedBlock.read"),
  MONITOR("contended synchronized", Cause.WAIT, "InjectedBlock.monitor"),
  LOCK("contended ReentrantLock", Cause.WAIT, "InjectedBlock.lock"),
  PARK("park", Cause.WAIT, "InjectedBlock.park"),
  FLOOD("flood of 500 µs tasks", Cause.FLOOD, ""),
  STOP("SIGSTOP of the JVM", Cause.PAUSE, ""),
  GC("full garbage collection", Cause.PAUSE, "");

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
}
