package io.loopscope.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Dockerfile, held against the program; .ci/image builds it. */
class ImageTests {
  @Test
  void isNamedAfterTheVersionOfTheBuild() throws IOException {
    assertThat(ImageDefinition.version()).startsWith(ImageDefinition.NAME.split(":")[1]);
    assertThat(Files.readString(Path.of(".ci/image"))).contains("/" + ImageDefinition.NAME + "\n");
  }

  @Test
  void everyBaseIsAnArgumentWithAVersion() throws IOException {
    assertThat(ImageDefinition.find("^ARG \\w+_IMAGE=(.*)$"))
        .hasSize(2)
        .allMatch(base -> base.matches(".+:25\\.\\d+\\.\\d+_\\d+-.+"));
    assertThat(ImageDefinition.find("^FROM (\\S+)"))
        .containsExactly("${BUILD_IMAGE}", "${RUNTIME_IMAGE}", "program", "program");
  }

  @Test
  void everySettingIsOneOfTheProgram() throws IOException {
    assertThat(
            KnownSettings.unknown(ImageDefinition.find("^(?:ENV|   ) ([A-Z_]+)=\\S+(?: \\\\)?$")))
        .isEmpty();
    assertThat(ImageDefinition.find("^ENV (\\w+)=lab")).containsExactly("LOOPSCOPE_ROLE");
  }

  /** One would start a JVM every few seconds, and orchestrators ask the console anyway. */
  @Test
  void leavesItsHealthToWhoRunsIt() throws IOException {
    assertThat(ImageDefinition.find("^(HEALTHCHECK)")).isEmpty();
  }

  /** A cache fits only what it was trained with. */
  @Test
  void runsWhatWasTrained() throws IOException {
    String program = "\"@jvm.options\", \"-jar\", \"loopscope.jar\"]";

    assertThat(ImageDefinition.find("^RUN \\[\"java\", .*Training\", \"loopscope.aot\", (.*)$"))
        .containsExactly(program);
    assertThat(
            ImageDefinition.find("^ENTRYPOINT \\[\"java\", \"-XX:AOTCache=loopscope.aot\", (.*)$"))
        .containsExactly(program);
  }
}
