package io.loopscope.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine on which this process runs, within its limits.
 *
 * @param cpuModel such as {@code AMD EPYC}
 * @param cpus that the JVM counts on, limits considered
 * @param cpuLimit cores that the control group lets it use at most; null if it does not limit
 * @param memoryMb that there is, limits considered
 * @param system operating system, its version and the architecture
 */
public record HostMachine(
    String cpuModel, int cpus, @Nullable Double cpuLimit, long memoryMb, String system) {
  private static final Path ROOT = Path.of("/");
  private static final long MEGA = 1024 * 1024;

  /** This machine. */
  public static HostMachine here() {
    return of(ROOT);
  }

  static HostMachine of(Path root) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    OptionalDouble limit = cpuLimit(root);
    return new HostMachine(
        cpuModel(root),
        system.getAvailableProcessors(),
        limit.isPresent() ? limit.getAsDouble() : null,
        system.getTotalMemorySize() / MEGA,
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()));
  }

  private static String cpuModel(Path root) {
    return Cgroup.lines(root.resolve("proc/cpuinfo"))
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  /** Version 2 has quota and period in one file, version 1 in two. */
  private static OptionalDouble cpuLimit(Path root) {
    return Stream.concat(
            Cgroup.files(root, "cpu", "cpu.max").flatMap(Cgroup::lines),
            Cgroup.files(root, "cpu", "cpu.cfs_quota_us")
                .flatMap(Cgroup::lines)
                .map(quota -> quota + " " + period(root)))
        .map(line -> line.split(" "))
        .filter(
            fields -> fields.length == 2 && Arrays.stream(fields).allMatch(HostMachine::isAmount))
        .mapToDouble(fields -> Double.parseDouble(fields[0]) / Double.parseDouble(fields[1]))
        .findFirst();
  }

  private static String period(Path root) {
    return Cgroup.files(root, "cpu", "cpu.cfs_period_us")
        .flatMap(Cgroup::lines)
        .findFirst()
        .orElse("");
  }

  private static boolean isAmount(String field) {
    return field.matches("[1-9]\\d*");
  }
}
