package io.loopscope.accuracy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The calling thread's own counters, read without the monitor.
 *
 * @param cpuNanos time on a CPU
 * @param runDelayNanos time runnable without a CPU, 0 where there is no {@code schedstat}
 */
record ThreadClocks(long nanoTime, long cpuNanos, long runDelayNanos) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

  /** Before something begins; the reading itself is a part of it. */
  static ThreadClocks before() {
    long time = System.nanoTime();
    return new ThreadClocks(time, THREADS.getCurrentThreadCpuTime(), runDelay());
  }

  /** What has become of the time since, the reading itself included. */
  InjectionTruth untilNow() {
    long delay = runDelay() - runDelayNanos;
    long cpu = THREADS.getCurrentThreadCpuTime() - cpuNanos;
    return new InjectionTruth(nanoTime, System.nanoTime(), cpu, delay);
  }

  private static long runDelay() {
    try {
      return Long.parseLong(Files.readString(SCHEDSTAT).split(" ")[1]);
    } catch (IOException notLinux) {
      return 0;
    }
  }
}
