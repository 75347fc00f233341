package io.loopscope.observation;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process uses. */
final class ProcessReadings {
  private static final double KILO = 1024;
  private static final double MEGA = KILO * KILO;
  private static final Path STATUS = Path.of("/proc/self/status");

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  /** CPU time of all threads since the start. */
  long cpuNanos() {
    return system.getProcessCpuTime();
  }

  /** Platform threads alive. */
  int threads() {
    return threads.getThreadCount();
  }

  /** Resident memory; where the kernel does not report it, the memory committed by the JVM. */
  double residentMb() {
    try (Stream<String> status = Files.lines(STATUS)) {
      return status
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILO)
          .findFirst()
          .orElseGet(this::committedMb);
    } catch (IOException notLinux) {
      return committedMb();
    }
  }

  /** Reachable heap: the size after a full collection, which this triggers. */
  double liveHeapMb() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MEGA;
  }

  private double committedMb() {
    return (memory.getHeapMemoryUsage().getCommitted()
            + memory.getNonHeapMemoryUsage().getCommitted())
        / MEGA;
  }
}
