package io.loopscope.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads the files of this process's control group, of version 2 or 1. */
final class Cgroup {
  private Cgroup() {}

  /**
   * The files of that name, the closest first; they need not be there.
   *
   * @param controller which version 1 has a folder for: {@code cpu}
   */
  static Stream<Path> files(Path root, String controller, String name) {
    Path groups = root.resolve("sys/fs/cgroup");
    return Stream.concat(
        lines(root.resolve("proc/self/cgroup"))
            .filter(line -> line.startsWith("0::/"))
            .map(line -> groups.resolve(line.substring("0::/".length())).resolve(name)),
        Stream.of(groups.resolve(name), groups.resolve(controller).resolve(name)));
  }

  /** The lines of a file; none if there is no such file. */
  static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException missing) {
      return Stream.empty();
    }
  }
}
