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

  static ThreadClocks now() {
    long runDelay = runDelay();
    return new ThreadClocks(System.nanoTime(), THREADS.getCurrentThreadCpuTime(), runDelay);
  }

  InjectionTruth until(ThreadClocks end) {
    return new InjectionTruth(
        nanoTime, end.nanoTime, end.cpuNanos - cpuNanos, end.runDelayNanos - runDelayNanos);
  }

  private static long runDelay() {
    try {
      return Long.parseLong(Files.readString(SCHEDSTAT).split(" ")[1]);
    } catch (IOException notLinux) {
      return 0;
    }
  }
}
