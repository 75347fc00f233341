package io.loopscope.experiment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.experiment.ExperimentRequest;
import io.loopscope.experiment.Preset;
import io.loopscope.failure.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ExperimentRequestBodyTests {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void areQuickUnlessToldOtherwise() {
    assertThat(read("{\"kind\":\"matrix\"}"))
        .isEqualTo(new ExperimentRequest("matrix", Preset.QUICK, null));
    assertThat(read("{\"kind\":\"matrix\",\"preset\":\"thorough\",\"guess\":\"loops win\"}"))
        .isEqualTo(new ExperimentRequest("matrix", Preset.THOROUGH, "loops win"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|kind|a kind of GET /api/experiments/kinds",
        "{\"kind\":7}|kind|a text",
        "{\"kind\":\"matrix\",\"preset\":\"endless\"}|preset|quick, thorough",
        "{\"kind\":\"matrix\",\"target\":\"http://elsewhere\"}|target|members guess, kind, preset",
        "{\"kind\":\"matrix\",\"duration\":\"1h\"}|duration|members guess, kind, preset"
      })
  void nameWhatIsWrongAndWhatIsAllowed(String body, String parameter, String allowed) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> read(body))
        .satisfies(
            problem ->
                assertThat(problem.members())
                    .containsEntry("parameter", parameter)
                    .containsEntry("allowed", allowed));
  }

  @Test
  void takeNoGuessOfAnyLength() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> read("{\"kind\":\"matrix\",\"guess\":\"" + "x".repeat(501) + "\"}"));
  }

  @Test
  void areObjects() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> read("[]"))
        .withMessageContaining("the body must be a JSON object");
  }

  private static ExperimentRequest read(String body) {
    return ExperimentRequestBody.read(JSON.readTree(body));
  }
}
