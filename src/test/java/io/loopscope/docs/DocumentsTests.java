package io.loopscope.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTests {
  private static final Pattern FILE =
      Pattern.compile("`((?:src|docs|k8s|\\.ci|\\.github)/[\\w./-]+)`");

  private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)");

  static List<Document> documents() {
    return Document.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksToFilesAndHeadingsThatExist(Document document) {
    assertThat(document.links()).allSatisfy(link -> assertLeadsSomewhere(document, link));
  }

  /** Needs curl 7.82, newer than what some systems have. */
  @ParameterizedTest
  @MethodSource("documents")
  void sendsNoJsonByAnOptionThatOldCurlsLack(Document document) {
    assertThat(document.text()).doesNotContain("--json");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void namesOnlyFilesThatExist(Document document) {
    assertThat(FILE.matcher(document.text()).results().map(name -> name.group(1)))
        .allSatisfy(name -> assertThat(Path.of(name)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void runsOnlyTestsThatExist(Document document) throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      List<String> files = sources.map(file -> file.getFileName().toString()).toList();

      assertThat(TEST.matcher(document.text()).results().map(name -> name.group(1) + ".java"))
          .allSatisfy(name -> assertThat(files).contains(name));
    }
  }

  private static void assertLeadsSomewhere(Document from, String link) {
    String[] parts = link.split("#", 2);
    Path folder = from.file().resolveSibling("");
    Path file = parts[0].isEmpty() ? from.file() : folder.resolve(parts[0]).normalize();

    assertThat(file).as(link).exists();
    if (parts.length > 1) {
      assertThat(Document.at(file.toString()).anchors()).as(link).contains(parts[1]);
    }
  }
}
