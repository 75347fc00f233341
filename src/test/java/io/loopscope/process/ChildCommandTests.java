package io.loopscope.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** A unit of work costs the same in a child process as in the process that started it. */
class ChildCommandTests {
  @Test
  void aChildRunsWithTheCompilersOfItsParent() {
    List<String> ours =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel="))
            .toList();

    assertThat(ours).as("compiler options of the JVM that runs this test").isNotEmpty();
    assertThat(command())
        .filteredOn(argument -> argument.startsWith("-XX:TieredStopAtLevel="))
        .isEqualTo(ours);
  }

  @Test
  void aChildTakesNoOtherOptionOfItsParent() {
    assertThat(command()).noneMatch(argument -> argument.contains("AllowRedefinition"));
  }

  @Test
  void theStartCommandKeepsTheOptimizingCompiler() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<optimizedLaunch>false</optimizedLaunch>")
        .doesNotContain("<optimizedLaunch>true</optimizedLaunch>");
  }

  private static List<String> command() {
    return ChildCommand.command("worker", HeapOptions.serial(DataSize.ofMegabytes(64)), List.of());
  }
}
