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
  private static final Pattern COLUMN = Pattern.compile("\\[\\s*\"([a-z0-9-]+)\",\\s*\\(arm\\)");

  @Test
  void everyColumnOfThePageIsAColumnOfReports() throws IOException {
    String table = new ClassPathResource("console/experiments/table.js").getContentAsString(UTF_8);
    List<String> ids = Arrays.stream(ReportColumn.values()).map(ReportColumn::id).toList();

    List<String> shown =
        COLUMN.matcher(table).results().map((MatchResult match) -> match.group(1)).toList();

    assertThat(shown).isNotEmpty().isSubsetOf(ids);
  }

  @Test
  void headersAreTheIdWithItsUnit() {
    assertThat(ReportColumn.OFFERED.header()).isEqualTo("offered/s");
    assertThat(ReportColumn.OFFERED.csvHeader()).isEqualTo("offered_per_second");
    assertThat(ReportColumn.WORK_P50.header()).isEqualTo("work p50");
    assertThat(ReportColumn.WORK_P50.csvHeader()).isEqualTo("work_p50_ms");
  }
}
