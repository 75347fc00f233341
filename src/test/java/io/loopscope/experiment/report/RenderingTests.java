package io.loopscope.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.server.NotAcceptableStatusException;

class RenderingTests {
  @ParameterizedTest
  @EnumSource(
      value = ReportFormat.class,
      names = {"MARKDOWN", "CSV", "TEXT"})
  void looksLikeTheSample(ReportFormat format) throws IOException {
    String name = "io/loopscope/experiment/report." + format.name().toLowerCase() + ".golden";

    assertThat(format.render(SampleReport.report(1)).toString().stripTrailing())
        .isEqualTo(new ClassPathResource(name).getContentAsString(UTF_8).stripTrailing());
  }

  @Test
  void saysThatTheNumbersAreInvalid() {
    ExperimentReport invalid = SampleReport.invalid("the host took 9 % of all CPU time");

    assertThat(TextReport.of(invalid)).contains("INVALID    the host took 9 % of all CPU time");
    assertThat(MarkdownReport.of(invalid)).contains("**INVALID:** the host took 9 %");
    assertThat(CsvReport.of(invalid)).contains("# INVALID: the host took 9 %");
  }

  @Test
  void everyLineOfTheTableHasAsManyCells() {
    List<String> rows =
        CsvReport.of(SampleReport.report(1)).lines().filter(line -> !line.startsWith("#")).toList();

    assertThat(rows).hasSize(7);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.split(",", -1)).hasSameSizeAs(rows.getFirst().split(",")));
  }

  @ParameterizedTest
  @CsvSource({
    "'',MARKDOWN",
    "*/*,MARKDOWN",
    "text/csv,CSV",
    "application/json,JSON",
    "'text/html, application/json;q=0.5, text/csv;q=0.9',CSV",
    "text/plain,TEXT",
    "application/*,JSON"
  })
  void hasTheFormatThatTheCallerPrefers(String accept, ReportFormat format) {
    assertThat(ReportFormat.of(MediaType.parseMediaTypes(accept))).isEqualTo(format);
  }

  @Test
  void hasNoOtherFormat() {
    assertThatExceptionOfType(NotAcceptableStatusException.class)
        .isThrownBy(() -> ReportFormat.of(List.of(MediaType.IMAGE_PNG)));
  }
}
