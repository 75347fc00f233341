package io.loopscope;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine on which figures are measured, in one line of text. */
public final class BenchmarkMachine {
  private BenchmarkMachine() {}

  public static String now() {
    return String.format(
        Locale.ROOT,
        "%s, %d CPUs, JDK %s, load average %.2f",
        model(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        loadAverage());
  }

  public static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
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
