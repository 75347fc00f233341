package io.loopscope.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * CPU time withheld from this process since some moment in the past; NaN for values that this
 * platform does not report.
 *
 * @param stolenTicks taken by the host of this virtual machine, over all its CPUs
 * @param allTicks that passed, over all its CPUs
 * @param throttledNanos in which the cgroup of this process was throttled
 */
public record CpuTimes(double stolenTicks, double allTicks, double throttledNanos) {
  public static final CpuTimes UNKNOWN = new CpuTimes(Double.NaN, Double.NaN, Double.NaN);

  private static final Path ROOT = Path.of("/");
  private static final int STEAL = 8; // the 8th number after "cpu" in /proc/stat

  /** Now. */
  public static CpuTimes now() {
    return now(ROOT);
  }

  /** Now, as Linux reports it below {@code root}. */
  static CpuTimes now(Path root) {
    Stolen stolen =
        Cgroup.lines(root.resolve("proc/stat"))
            .findFirst()
            .map(CpuTimes::stolen)
            .orElse(new Stolen(Double.NaN, Double.NaN));
    double throttled =
        Cgroup.files(root, "cpu", "cpu.stat")
            .map(it -> throttledNanos(Cgroup.lines(it).toList()))
            .flatMapToDouble(OptionalDouble::stream)
            .findFirst()
            .orElse(Double.NaN);
    return new CpuTimes(stolen.ticks(), stolen.of(), throttled);
  }

  /** What passed since the earlier reading. */
  public CpuTimes since(CpuTimes earlier) {
    return new CpuTimes(
        stolenTicks - earlier.stolenTicks,
        allTicks - earlier.allTicks,
        throttledNanos - earlier.throttledNanos);
  }

  /** This time and that together. */
  public CpuTimes plus(CpuTimes other) {
    return new CpuTimes(
        stolenTicks + other.stolenTicks,
        allTicks + other.allTicks,
        throttledNanos + other.throttledNanos);
  }

  /** Part of all CPU time that the host took, 0 to 1. */
  public double stolenShare() {
    return stolenTicks / allTicks;
  }

  /** Reads the first line of {@code /proc/stat}; guest time is counted as user time already. */
  static Stolen stolen(String line) {
    String[] fields = line.strip().split("\\s+");
    if (fields.length <= STEAL || !fields[0].equals("cpu")) {
      return new Stolen(Double.NaN, Double.NaN);
    }
    double all = Arrays.stream(fields, 1, STEAL + 1).mapToDouble(Double::parseDouble).sum();
    return new Stolen(Double.parseDouble(fields[STEAL]), all);
  }

  /** Reads {@code cpu.stat}: version 2 has microseconds, version 1 nanoseconds. */
  static OptionalDouble throttledNanos(List<String> lines) {
    Function<String, OptionalDouble> value =
        name ->
            lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst();
    OptionalDouble micros = value.apply("throttled_usec");
    return micros.isPresent()
        ? OptionalDouble.of(micros.getAsDouble() * 1e3)
        : value.apply("throttled_time");
  }

  /** Ticks taken, of so many that passed. */
  record Stolen(double ticks, double of) {}
}
