package io.loopscope.loadgen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.JsonBody;
import io.loopscope.loadgen.GeneratorTolerances;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadgenSettings;
import io.loopscope.loadgen.TestLoadgenSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LoadValidatorTests {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final String PING =
      "{\"name\":\"ping\",\"path\":\"/api/ping\",\"model\":{\"open\":{\"perSecond\":10}}}";

  private final LoadValidator validator =
      new LoadValidator(settings("http://localhost:8080", "http://other:8080/lab/"), () -> NOW);

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, http://localhost:8080",
    "http://localhost:8080/, http://localhost:8080",
    "http://other:8080/lab, http://other:8080/lab"
  })
  void acceptsAConfiguredTarget(String asked, String target) {
    assertThat(validate(load("\"target\":\"" + asked + "\"")).target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://localhost:8081",
        "http://localhost:80800",
        "http://localhost:8080@evil.example",
        "http://localhost:8080/..",
        "https://localhost:8080",
        "//localhost:8080"
      })
  void refusesEveryOtherTarget(String asked) {
    assertRefused("target", load("\"target\":\"" + asked + "\""));
  }

  @Test
  void usesTheOnlyTargetIfNoneIsNamed() {
    LoadValidator only = new LoadValidator(settings("http://localhost:8080"), () -> NOW);

    LoadPlan load = only.validate(read(load("\"steady\":true")));

    assertThat(load.target()).isEqualTo("http://localhost:8080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api/ping",
        "@evil.example/",
        ":80/",
        "",
        "/a b",
        "/a#b",
        "/a\\u0000",
        "/a\\r\\nX: y"
      })
  void refusesAPathThatIsNone(String path) {
    assertRefused("path", stream("\"path\":\"" + path + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "duration; \"duration\":\"1h\"",
        "duration; \"duration\":\"0s\"",
        "duration; \"duration\":\"-1s\"",
        "duration; \"duration\":\"599s\",\"warmUp\":\"2s\"",
        "duration; \"duration\":\"soon\"",
        "duration; \"duration\":[]",
        "warmUp; \"warmUp\":\"-1s\"",
        "startAt; \"startAt\":\"2026-01-31T11:59:59Z\"",
        "startAt; \"startAt\":\"2026-01-31T12:01:01Z\"",
        "startAt; \"startAt\":\"tomorrow\"",
        "share; \"share\":{\"index\":2,\"of\":2}",
        "index; \"share\":{\"index\":\"one\",\"of\":2}",
        "rate; \"rate\":5",
        "steady; \"steady\":\"perhaps\""
      })
  void namesTheMemberThatIsWrong(String member, String wrong) {
    assertRefused(member, load("\"target\":\"http://localhost:8080\"," + wrong));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "name; \"name\":\"\"",
        "name; \"name\":\"a/b\"",
        "method; \"method\":\"TRACE\"",
        "timeout; \"timeout\":\"61s\"",
        "timeout; \"timeout\":\"0s\"",
        "status; \"status\":20",
        "inFlight; \"inFlight\":0",
        "model; \"model\":null",
        "model; \"model\":{\"bursts\":{}}",
        "model; \"model\":5",
        "perSecond; \"model\":{\"open\":{\"perSecond\":\"fast\"}}",
        "rate; \"model\":{\"open\":{\"perSecond\":5,\"rate\":5}}",
        "perSecond; \"model\":{\"open\":{\"perSecond\":0}}",
        "perSecond; \"model\":{\"open\":{}}",
        "perSecond; \"model\":{\"open\":{\"perSecond\":-5}}",
        "perSecond; \"model\":{\"open\":{\"perSecond\":20001}}",
        "users; \"model\":{\"closed\":{\"users\":0}}",
        "think; \"model\":{\"closed\":{\"users\":1,\"think\":\"-1s\"}}",
        "expectedInterval; \"model\":{\"closed\":{\"users\":1,\"expectedInterval\":\"0s\"}}",
        "connections; \"model\":{\"held\":{\"connections\":0,\"perSecond\":5}}",
        "perSecond; \"model\":{\"held\":{\"connections\":5}}",
        "connections; \"model\":{\"held\":{\"connections\":5,\"perSecond\":5}},\"connections\":{\"pool\":{\"size\":5}}",
        "size; \"connections\":{\"pool\":{\"size\":0}}",
        "loops; \"connections\":{\"pinned\":{\"loops\":0,\"each\":1}}",
        "each; \"connections\":{\"pinned\":{\"loops\":4,\"each\":5001}}",
        "connections; \"connections\":{\"many\":{}}"
      })
  void namesTheMemberOfAStreamThatIsWrong(String member, String wrong) {
    assertRefused(member, stream(wrong));
  }

  @Test
  void refusesNoStreamsTooManyAndTwoOfAName() {
    String load = "{\"target\":\"http://localhost:8080\",\"duration\":\"1s\",\"streams\":[%s]}";

    assertRefused("streams", load.formatted(""));
    assertRefused("name", load.formatted(PING + "," + PING));
    assertRefused("streams", load.formatted(PING + ("," + PING).repeat(8)));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> validate("[]"))
        .withMessage("the body must be a JSON object");
  }

  @Test
  void saysWhatIsAllowed() {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> validate(stream("\"model\":{\"bursts\":{}}")))
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .isEqualTo("model=bursts is not allowed; allowed: open, closed, held"));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> validate(load("\"target\":\"http://evil.example\"")))
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .isEqualTo(
                        "target=http://evil.example is not allowed; allowed: the configured targets"
                            + " [http://localhost:8080, http://other:8080/lab]"));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> settings("localhost"))
        .rootCause()
        .hasMessageStartingWith("loopscope.loadgen.targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeneratorTolerances(Duration.ZERO, 0, 0, 0, 0, 0))
        .withMessageStartingWith("loopscope.loadgen.tolerances.late ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeneratorTolerances(Duration.ofMillis(1), 2, 0, 0, 0, 0))
        .withMessageStartingWith("loopscope.loadgen.tolerances.late-sends");
  }

  private void assertRefused(String member, String json) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> validate(json))
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Failure.Kind.INVALID);
              assertThat(problem.members()).containsEntry("parameter", member);
            });
  }

  private static LoadPlan read(String json) {
    return JsonBody.read(new JsonMapper().readTree(json), LoadPlan.class);
  }

  private LoadPlan validate(String json) {
    return validator.validate(read(json));
  }

  /** A load that is fine but for the members, of which the last of a name counts. */
  private static String load(String members) {
    return "{\"duration\":\"1s\",\"streams\":[" + PING + "]," + members + "}";
  }

  private static String stream(String members) {
    return "{\"target\":\"http://localhost:8080\",\"duration\":\"1s\",\"streams\":["
        + PING.substring(0, PING.length() - 1)
        + ","
        + members
        + "}]}";
  }

  private static LoadgenSettings settings(String... targets) {
    return TestLoadgenSettings.with("targets", targets);
  }
}
