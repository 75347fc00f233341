package io.loopscope.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabTest;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The description as a whole: what it covers, and how callers get it. */
@LabTest
@ExtendWith(OutputCaptureExtension.class)
class OpenApiIT extends DescribedApi {
  @Test
  void describesTheOperationsThereAreAndNoOthers() {
    Set<String> described = new TreeSet<>();
    description
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.propertyNames().forEach(method -> described.add(method + " " + path)));

    assertThat(described).isEqualTo(operations().keySet()).hasSizeGreaterThan(20);
  }

  @Test
  void namesTheServiceAndWhereItWasReached() {
    assertThat(description.at("/info/title").asString()).isEqualTo("Loopscope");
    assertThat(description.at("/servers/0/url").asString()).matches("http://[^/]+:\\d+");
  }

  @Test
  void comesAsYamlToo() {
    client
        .get()
        .uri("/api/openapi.yaml")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(yaml -> assertThat(yaml).startsWith("openapi: 3.1.0").contains("/api/io/gather:"));
  }

  /** A language that is asked for the first time has a description made for it. */
  @Test
  void isMadeOffTheLoopAndWithoutWarnings(CapturedOutput output) {
    describe("eo");

    assertThat(output)
        .containsPattern("elastic-\\d+].*Init duration for springdoc-openapi")
        .doesNotContain("WARN");
  }
}
