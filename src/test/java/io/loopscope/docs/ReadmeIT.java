package io.loopscope.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.ExternalTool;
import io.loopscope.LabTest;
import io.loopscope.observe.CommandResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pastes what the README says into bash. */
@LabTest
class ReadmeIT {
  private static final int PINGS = 12;

  private final List<String> blocks = Document.at("README.md").blocks("bash");

  @TempDir private Path folder;
  @LocalServerPort private int service;
  @LocalManagementPort private int console;

  @Test
  void pingsWaitForTheBlockedLoopAndForNoOther() throws Exception {
    List<String> lines = run(blocks.getFirst()).lines().toList();

    assertThat(lines).hasSize(2);
    assertThat(seconds(lines.getFirst())).hasSize(PINGS).anyMatch(it -> it > 1.5);
    assertThat(seconds(lines.getLast())).hasSize(PINGS).allMatch(it -> it < 1.5);
  }

  @Test
  void theConsoleSaysWhatBlockedTheLoop() throws Exception {
    run(blocks.getFirst());

    assertThat(run(blocks.get(1)))
        .contains("by GET /api/io/blocking")
        .contains("A blocking HTTP client holds the loop");
  }

  private String run(String block) throws Exception {
    String here =
        block
            .replace("localhost:8080", "localhost:" + service)
            .replace("localhost:8081", "localhost:" + console);
    CommandResult ran =
        CommandResult.run(folder, "", ExternalTool.require("bash").toString(), "-c", here);
    assertThat(ran.exit()).as(ran.output()).isZero();
    return ran.output();
  }

  private static List<Double> seconds(String line) {
    return Arrays.stream(line.split(" ")).map(Double::valueOf).toList();
  }
}
