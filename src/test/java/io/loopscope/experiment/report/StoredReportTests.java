package io.loopscope.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients read and what earlier versions stored: every member, as it always was. */
class StoredReportTests {
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  @Test
  void aReportOfAnEarlierVersionIsReadAndWrittenWithEveryMember() throws IOException {
    JsonNode stored = JSON.readTree(stored());

    ExperimentReport report = JSON.treeToValue(stored, ExperimentReport.class);

    assertThat(JSON.readTree(JSON.writeValueAsString(report))).isEqualTo(stored);
    assertThat(stored.properties())
        .allSatisfy(member -> assertThat(member.getValue().isNull()).isFalse());
  }

  @Test
  void aSummaryHasItsMembersOfTheReport() throws IOException {
    JsonNode stored = JSON.readTree(stored());

    JsonNode summary = JSON.valueToTree(JSON.treeToValue(stored, ExperimentReport.class).summary());

    assertThat(summary.propertyNames())
        .containsAll(
            List.of(
                "id",
                "kind",
                "preset",
                "state",
                "startedAt",
                "progress",
                "secondsLeft",
                "valid",
                "verdict",
                "outcome",
                "guess"));
    assertThat(summary.properties())
        .allSatisfy(
            member -> assertThat(member.getValue()).isEqualTo(stored.path(member.getKey())));
  }

  private static String stored() throws IOException {
    return new ClassPathResource("io/loopscope/experiment/report.json.golden")
        .getContentAsString(UTF_8);
  }
}
