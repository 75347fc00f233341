package io.loopscope.eventloop.clock;

import io.loopscope.eventloop.account.JvmThreadId;
import io.loopscope.eventloop.monitor.MonitorControl;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** What a loop's clock and its thread say at the moment of asking. */
public final class LoopReadings {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final LongSupplier nanoTime;
  private final MonitorControl settings;

  public LoopReadings(LongSupplier nanoTime, MonitorControl settings) {
    this.nanoTime = nanoTime;
    this.settings = settings;
  }

  /** Age of the turn in progress if it is long enough to be a block, else 0. */
  public long blockedNanos(MonitoredLoop loop) {
    long awake = awakeNanos(loop);
    return awake < settings.thresholdNanos() ? 0 : awake;
  }

  public long awakeNanos(MonitoredLoop loop) {
    return loop.clock().awakeNanos(nanoTime.getAsLong());
  }

  /** Time not spent waiting for sockets; NaN for a loop that was not built here. */
  public double busyNanos(MonitoredLoop loop) {
    return loop.isHooked() ? loop.clock().busyNanos(nanoTime.getAsLong()) : Double.NaN;
  }

  /** Channels registered on the loop; NaN for a loop that was not built here. */
  public double connections(MonitoredLoop loop) {
    return loop.isHooked() ? loop.connections() : Double.NaN;
  }

  public long starvedNanos(MonitoredLoop loop, int threshold) {
    return loop.clock().starvedNanos(threshold, nanoTime.getAsLong());
  }

  /** CPU time of the loop's thread; NaN if it never started or the JVM cannot tell. */
  public double cpuNanos(MonitoredLoop loop) {
    return loop.thread()
        .map(thread -> threads.getThreadCpuTime(JvmThreadId.of(thread)))
        .filter(nanos -> nanos >= 0)
        .map(Long::doubleValue)
        .orElse(Double.NaN);
  }
}
