package io.loopscope.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the repository. */
record Document(Path file, String text) {
  private static final Pattern FENCED = Pattern.compile("(?s)```(\\w*)\n(.*?)```\n");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** README, and everything in docs and .github. */
  static List<Document> all() {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> github = Files.walk(Path.of(".github"))) {
      return Stream.of(Stream.of(Path.of("README.md")), docs, github)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(file -> at(file.toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Document at(String file) {
    try {
      return new Document(Path.of(file), Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks of a language. */
  List<String> blocks(String language) {
    return FENCED
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** Its picture, fences and all. */
  String mermaid() {
    return "```mermaid\n" + blocks("mermaid").getFirst() + "```\n";
  }

  /** Targets of links within the repository. */
  List<String> links() {
    return LINK.matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("\\w+:.*"))
        .toList();
  }

  /** What its headings are called in links, as GitHub does it. */
  List<String> anchors() {
    return HEADING
        .matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(Document::anchor)
        .toList();
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static String anchor(MatchResult heading) {
    return heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
  }
}
