package io.loopscope.eventloop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** What a loop's clock and its thread say at the moment of asking. */
final class LoopReadings {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final LongSupplier nanoTime;
  private final MonitorSwitch settings;

  LoopReadings(LongSupplier nanoTime, MonitorSwitch settings) {
    this.nanoTime = nanoTime;
    this.settings = settings;
  }

  /** Age of the turn in progress if it is long enough to be a block, else 0. */
  long blockedNanos(Loop loop) {
    long awake = awakeNanos(loop);
    return awake < settings.thresholdNanos() ? 0 : awake;
  }

  long awakeNanos(Loop loop) {
    return loop.clock().awakeNanos(nanoTime.getAsLong());
  }

  /** Time not spent waiting for sockets; NaN for a loop that was not built here. */
  double busyNanos(Loop loop) {
    return loop.isHooked() ? loop.clock().busyNanos(nanoTime.getAsLong()) : Double.NaN;
  }

  /** Channels registered on the loop; NaN for a loop that was not built here. */
  double connections(Loop loop) {
    return loop.isHooked() ? loop.connections() : Double.NaN;
  }

  long starvedNanos(Loop loop, int threshold) {
    return loop.clock().starvedNanos(threshold, nanoTime.getAsLong());
  }

  /** CPU time of the loop's thread; NaN if it never started or the JVM cannot tell. */
  double cpuNanos(Loop loop) {
    return loop.thread()
        .map(thread -> threads.getThreadCpuTime(thread.threadId()))
        .filter(nanos -> nanos >= 0)
        .map(Long::doubleValue)
        .orElse(Double.NaN);
  }
}
