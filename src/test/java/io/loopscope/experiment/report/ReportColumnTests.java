package io.loopscope.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class ReportColumnTests {
  private static final Pattern COLUMN =
      Pattern.compile("(?:column\\(|\\{ name: )\"([a-z0-9-]+)\",");
  private static final List<ReportColumn> SHOWN =
      Arrays.stream(ReportColumn.values()).filter(column -> !column.isDetail()).toList();

  @Test
  void thePageHasTheColumnsOfReports() throws IOException {
    List<String> shown =
        COLUMN
            .matcher(console("experiments/table.js"))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    assertThat(shown).isEqualTo(SHOWN.stream().map(ReportColumn::id).toList());
  }

  @Test
  void thePageHasTheHeadersOfReports() throws IOException {
    String texts = console("text/en-experiments.js");

    assertThat(SHOWN)
        .allSatisfy(
            column ->
                assertThat(texts)
                    .contains("\"table.%s\": \"%s\"".formatted(column.id(), column.header())));
  }

  @Test
  void headersInCsvAreTheIdWithTheUnit() {
    assertThat(ReportColumn.OFFERED.header()).isEqualTo("offered/s");
    assertThat(ReportColumn.OFFERED.csvHeader()).isEqualTo("offered_per_second");
    assertThat(ReportColumn.WORK_P50.header()).isEqualTo("work p50");
    assertThat(ReportColumn.WORK_P50.csvHeader()).isEqualTo("work_p50_ms");
  }

  private static String console(String file) throws IOException {
    return new ClassPathResource("console/" + file).getContentAsString(UTF_8);
  }
}
