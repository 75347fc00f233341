package io.loopscope.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The image of the program, as its Dockerfile has it. */
final class ImageDefinition {
  static final String NAME = "loopscope:0.1.0";

  private static final Path DOCKERFILE = Path.of("Dockerfile");

  private ImageDefinition() {}

  /** What the first group of a pattern finds in the Dockerfile, line by line. */
  static List<String> find(String pattern) throws IOException {
    return find(DOCKERFILE, pattern);
  }

  static String user() throws IOException {
    return find("^USER (\\d+):\\d+$").getFirst();
  }

  /** What the build calls itself. */
  static String version() throws IOException {
    return find(Path.of("pom.xml"), "^  <version>([^<]+)</version>").getFirst();
  }

  private static List<String> find(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }
}
