package io.loopscope.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.loopscope.LabTest;
import io.loopscope.eventloop.Cause;
import io.loopscope.experiment.RecordedExperiments;
import io.loopscope.placement.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and lists that the page keeps of its own, against those of the service. */
@LabTest
@ExtendWith(Chromium.class)
class PageVocabularyIT {
  private static final Path OPERATE = Path.of("docs", "operate.md");
  private static final Pattern COLOUR = Pattern.compile("\\| `(\\w+)` \\| `(#[0-9A-F]{6})` \\|");
  private static final Pattern MARKDOWN_HEADER = Pattern.compile("(?m)^\\| *arm *\\|.*$");
  private static final JsonMapper JSON = new JsonMapper();

  @LocalManagementPort private int console;
  @Autowired private WebTestClient service;

  @Value("${loopscope.experiment.directory}")
  private Path directory;

  @BeforeEach
  void haveReports() {
    RecordedExperiments.into(directory);
  }

  @Test
  void knowsTheCausesOfTheMonitor(Browser browser) {
    Map<String, Boolean> known =
        exported(browser, "live/causes.js", "mapped(it.CAUSES, (cause) => cause.blamesCode)");

    assertThat(known)
        .containsExactlyInAnyOrderEntriesOf(
            Arrays.stream(Cause.values()).collect(Collectors.toMap(Cause::id, Cause::blamesCode)));
  }

  @Test
  void paintsTheCausesAsTheDocumentedPaletteSays(Browser browser) throws IOException {
    Map<String, String> painted =
        exported(browser, "live/causes.js", "mapped(it.CAUSES, (cause) => cause.color)");

    assertThat(painted)
        .containsExactlyInAnyOrderEntriesOf(
            COLOUR
                .matcher(Files.readString(OPERATE))
                .results()
                .collect(
                    Collectors.toMap(
                        it -> it.group(1), it -> it.group(2).toLowerCase(Locale.ROOT))));
  }

  @Test
  void offersEveryPlacement(Browser browser) {
    List<String> offered = exported(browser, "try/works.js", "it.PLACEMENTS");

    assertThat(offered)
        .containsExactlyElementsOf(Arrays.stream(Placement.values()).map(Placement::id).toList());
  }

  @Test
  void offersWhatTheServiceDescribes(Browser browser) throws IOException {
    JsonNode paths = described();

    List<String> blocking = exported(browser, "try/works.js", "it.BLOCKING_PLACEMENTS");
    assertThat(blocking).isEqualTo(values(paths, "/api/io/blocking", "on"));
    List<String> conditions = exported(browser, "try/works.js", "it.CONDITIONS");
    assertThat(conditions).isEqualTo(values(paths, "/api/io/wait", "until"));
    List<String> workloads = exported(browser, "try/works.js", "Object.keys(it.WORKLOADS)");
    assertThat(workloads).containsExactlyInAnyOrderElementsOf(below(paths, "/api/cpu/"));
    List<String> implementations =
        exported(browser, "try/works.js", "it.WORKLOADS.matrix[0].options");
    assertThat(implementations).isEqualTo(values(paths, "/api/cpu/matrix", "impl"));
    List<String> strategies = exported(browser, "try/works.js", "Object.keys(it.STRATEGIES)");
    assertThat(strategies)
        .containsExactlyInAnyOrderElementsOf(
            below(paths, "/api/io/").stream().filter(it -> !it.equals("blocking")).toList());
  }

  @Test
  void showsTheColumnsOfTheServicesOwnReports(Browser browser) {
    String address =
        "http://127.0.0.1:" + console + "/?tab=experiments&run=" + RecordedExperiments.STARVATION;
    try (PageVisit visit = PageVisit.of(browser, address).live()) {
      visit.find(".arms th[scope=col]").first().waitFor();

      assertThat(visit.find(".arms th[scope=col]").allTextContents())
          .containsExactlyInAnyOrderElementsOf(columnsOfMarkdown());
    }
  }

  private List<String> columnsOfMarkdown() {
    String report =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + console)
            .build()
            .get()
            .uri("/api/experiments/{id}/report", RecordedExperiments.STARVATION)
            .header("Accept", "text/markdown")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    String header = MARKDOWN_HEADER.matcher(report).results().findFirst().orElseThrow().group();
    return Arrays.stream(header.split("\\|"))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private JsonNode described() {
    byte[] description =
        service.get().uri("/api/openapi").exchange().expectBody().returnResult().getResponseBody();
    return JSON.readTree(description).path("paths");
  }

  private static List<String> values(JsonNode paths, String path, String parameter) {
    return paths
        .path(path)
        .path("get")
        .path("parameters")
        .valueStream()
        .filter(it -> it.path("name").stringValue().equals(parameter))
        .flatMap(it -> it.path("schema").path("enum").valueStream())
        .map(JsonNode::stringValue)
        .toList();
  }

  private static List<String> below(JsonNode paths, String folder) {
    return paths.propertyNames().stream()
        .filter(path -> path.startsWith(folder))
        .map(path -> path.substring(folder.length()))
        .toList();
  }

  /** Evaluates an expression on what a module exports, as {@code it}. */
  @SuppressWarnings("unchecked")
  private <T> T exported(Browser browser, String module, String expression) {
    String script =
        """
        async (module) => {
          const mapped = (all, one) => Object.fromEntries(Object.entries(all).map(([id, it]) => [id, one(it)]));
          const it = await import(`/page/${module}`);
          return %s;
        }
        """
            .formatted(expression);
    try (PageVisit visit = PageVisit.of(browser, "http://127.0.0.1:" + console + "/")) {
      return (T) visit.page().evaluate(script, module);
    }
  }
}
