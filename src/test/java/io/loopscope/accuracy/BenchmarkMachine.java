package io.loopscope.accuracy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were taken on. */
final class BenchmarkMachine {
  private BenchmarkMachine() {}

  static String now() {
    return String.format(
        Locale.ROOT,
        "%s, %d CPUs, JDK %s, load average %.2f",
        model(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String model() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("?");
    } catch (IOException notLinux) {
      return System.getProperty("os.arch");
    }
  }
}
