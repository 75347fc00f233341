package io.loopscope.eventloop.monitor;

import java.time.Duration;

/** What may be changed while the monitor runs. */
public final class MonitorControl {
  private volatile boolean enabled;
  private volatile long thresholdNanos;

  public MonitorControl(boolean enabled, Duration threshold) {
    this.enabled = enabled;
    this.thresholdNanos = threshold.toNanos();
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void enable(boolean on) {
    enabled = on;
  }

  public long thresholdNanos() {
    return thresholdNanos;
  }

  public void threshold(Duration threshold) {
    thresholdNanos = threshold.toNanos();
  }
}
