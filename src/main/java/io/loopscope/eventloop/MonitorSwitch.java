package io.loopscope.eventloop;

import java.time.Duration;

/** What may be changed while the monitor runs. */
final class MonitorSwitch {
  private volatile boolean enabled;
  private volatile long thresholdNanos;

  MonitorSwitch(boolean enabled, Duration threshold) {
    this.enabled = enabled;
    this.thresholdNanos = threshold.toNanos();
  }

  boolean isEnabled() {
    return enabled;
  }

  void enable(boolean on) {
    enabled = on;
  }

  long thresholdNanos() {
    return thresholdNanos;
  }

  void threshold(Duration threshold) {
    thresholdNanos = threshold.toNanos();
  }
}
