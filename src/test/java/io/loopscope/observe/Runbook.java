package io.loopscope.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What to do about an alert, in Markdown with fenced lines to run. */
record Runbook(Path file, String text) {
  static final Path FOLDER = Path.of("docs/runbooks");
  private static final Pattern FENCED = Pattern.compile("(?s)```(\\w+)\n(.*?)```");

  static List<Runbook> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Runbook::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Runbook read(Path file) {
    try {
      return new Runbook(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of its alert. */
  String alert() {
    return file.getFileName().toString().replace(".md", "");
  }

  /** One expression a line. */
  Stream<Promql> expressions() {
    return lines("promql").map(line -> new Promql("runbook " + alert(), line));
  }

  /** Lines for a shell that ask the service, not the cluster. */
  Stream<String> curls() {
    return lines("sh").filter(line -> line.startsWith("curl "));
  }

  Stream<String> lines(String language) {
    return FENCED
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .flatMap(block -> block.group(2).lines())
        .filter(line -> !line.isBlank());
  }

  @Override
  public String toString() {
    return alert();
  }
}
