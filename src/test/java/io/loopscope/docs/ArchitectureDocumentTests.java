package io.loopscope.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureDocumentTests {
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z`, ]+`) \\| (?!runs)");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private static final ModulePicture CODE = ModulePicture.ofTheCode();

  private final Document architecture = Document.at("docs/architecture.md");

  @Test
  void showsThePictureThatTheCodeDraws() {
    assertThat(architecture.mermaid())
        .as("draw it with ./mvnw -q test -Dtest=ModulePictureGeneration")
        .isEqualTo(CODE.mermaid());
  }

  @Test
  void asksAQuestionOfEachModule() {
    Set<String> modules =
        ROW.matcher(architecture.text())
            .results()
            .flatMap(row -> NAME.matcher(row.group(1)).results())
            .map(name -> name.group(1))
            .collect(Collectors.toSet());

    assertThat(modules).isEqualTo(CODE.modules());
  }

  @Test
  void namesOnlyTypesThatExist() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      Set<String> types =
          sources
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());

      assertThat(TYPE.matcher(architecture.text()).results().map(name -> name.group(1)))
          .hasSizeGreaterThan(40)
          .allSatisfy(name -> assertThat(types).contains(name));
    }
  }
}
