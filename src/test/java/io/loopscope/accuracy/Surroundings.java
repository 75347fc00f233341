package io.loopscope.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a child JVM of watched loops is put into. */
enum Surroundings {
  /** A machine of its own, as far as there is one. */
  NONE("", List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn128m")),
  HOGS_OUTSIDE("beside CPU hogs of other processes", List.of("-Xmx256m")),
  HOGS_INSIDE("beside CPU hogs of the same JVM", List.of("-Xmx256m")),
  ONE_CORE("on one core with a CPU hog", List.of("-Xmx256m")) {
    @Override
    List<String> prefix() {
      return List.of("taskset", "-c", "0");
    }
  },
  QUOTA("with a quota of half a core", List.of("-Xmx256m")) {
    @Override
    List<String> prefix() {
      return List.of(
          "sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", CpuQuota.FOLDER.toString());
    }

    @Override
    boolean isAvailable() {
      return CpuQuota.isAvailable();
    }
  },
  SMALL_HEAP("in a heap that is nearly used up", List.of("-XX:+UseZGC", "-Xmx96m"));

  private static final int HOGS = 2 * Runtime.getRuntime().availableProcessors();

  private final String title;
  private final List<String> options;

  Surroundings(String title, List<String> options) {
    this.title = title;
    this.options = options;
  }

  String title() {
    return title;
  }

  /** Starts a JVM in it. */
  Process start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What starts the JVM. */
  List<String> prefix() {
    return List.of();
  }

  /** Whether this machine lets it be made. */
  boolean isAvailable() {
    return true;
  }

  /** Starts what is to run beside the JVM, in the parent. */
  List<Process> startOutside() throws IOException {
    List<Process> hogs = new ArrayList<>();
    if (this == HOGS_OUTSIDE) {
      for (int i = 0; i < HOGS; i++) {
        hogs.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
    }
    return hogs;
  }

  /** Starts what is to run in the JVM, in the child. */
  void startInside() {
    switch (this) {
      case HOGS_INSIDE -> hogs(HOGS);
      case ONE_CORE -> hogs(1);
      case SMALL_HEAP -> new Computations().useUpMemory(2);
      case NONE, HOGS_OUTSIDE, QUOTA -> {}
    }
  }

  private static void hogs(int count) {
    IntStream.range(0, count)
        .forEach(hog -> Thread.ofPlatform().daemon().name("hog-" + hog).start(Surroundings::hog));
  }

  private static void hog() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  /** A control group with a CPU limit, of the first or the second kind. */
  private static final class CpuQuota {
    static final Path FOLDER = folder();

    static boolean isAvailable() {
      try {
        Files.createDirectories(FOLDER);
        if (Files.exists(FOLDER.resolve("cpu.max"))) {
          Files.writeString(FOLDER.resolve("cpu.max"), "50000 100000");
        } else {
          Files.writeString(FOLDER.resolve("cpu.cfs_period_us"), "100000");
          Files.writeString(FOLDER.resolve("cpu.cfs_quota_us"), "50000");
        }
        return true;
      } catch (IOException notAllowed) {
        return false;
      }
    }

    private static Path folder() {
      Path cgroups = Path.of("/sys/fs/cgroup");
      Path cpu = cgroups.resolve("cpu");
      return (Files.isDirectory(cpu) ? cpu : cgroups).resolve("loopscope-accuracy");
    }
  }
}
