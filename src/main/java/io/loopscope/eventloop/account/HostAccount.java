package io.loopscope.eventloop.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was withheld from this process: time for which its control group was throttled, and time
 * that the hypervisor gave to other machines. Zero where that is not known.
 */
public final class HostAccount {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final long NANOS_PER_MICRO = 1_000;

  /** The kernel counts in hundredths of a second there, whatever its own tick. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final int STEAL_FIELD = 8;

  private final @Nullable KernelFile cgroup;
  private final @Nullable KernelFile stat;

  private HostAccount(@Nullable KernelFile cgroup, @Nullable KernelFile stat) {
    this.cgroup = cgroup;
    this.stat = stat;
  }

  public static HostAccount ofThisProcess() {
    return new HostAccount(
        candidates().flatMap(path -> open(path).stream()).findFirst().orElse(null),
        open(Path.of("/proc/stat")).orElse(null));
  }

  /** Time for which threads of the group were throttled, in nanoseconds, since it was made. */
  long throttledNanos() {
    if (cgroup == null || !cgroup.read()) {
      return 0;
    }
    long micros = cgroup.numberAfter("throttled_usec");
    return Math.max(
        0, micros >= 0 ? micros * NANOS_PER_MICRO : cgroup.numberAfter("throttled_time"));
  }

  /** Time that virtual CPUs of this machine were runnable and not run, in nanoseconds. */
  long stolenNanos() {
    if (stat == null || !stat.read()) {
      return 0;
    }
    long ticks = 0;
    for (int field = 0; field < STEAL_FIELD; field++) {
      ticks = stat.nextNumber();
    }
    return Math.max(0, ticks) * NANOS_PER_TICK;
  }

  /** Of the group's own folder first; in a container that is the root. */
  private static Stream<Path> candidates() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/cgroup"))) {
      return lines.toList().stream().flatMap(HostAccount::candidates);
    } catch (IOException | RuntimeException notLinux) {
      return Stream.empty();
    }
  }

  /** Of a line such as {@code 0::/app} or {@code 4:cpu,cpuacct:/app}. */
  private static Stream<Path> candidates(String line) {
    String[] parts = line.split(":", 3);
    if (parts.length < 3) {
      return Stream.empty();
    }
    String group = parts[2].replaceFirst("^/+", "");
    if (parts[1].isEmpty()) {
      return files(CGROUPS, group);
    }
    return Stream.of(parts[1].split(",")).anyMatch("cpu"::equals)
        ? Stream.concat(
            files(CGROUPS.resolve("cpu"), group), files(CGROUPS.resolve(parts[1]), group))
        : Stream.empty();
  }

  private static Stream<Path> files(Path mount, String group) {
    return Stream.of(mount.resolve(group), mount).map(folder -> folder.resolve("cpu.stat"));
  }

  private static Optional<KernelFile> open(Path file) {
    try {
      return Optional.of(KernelFile.open(file));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
