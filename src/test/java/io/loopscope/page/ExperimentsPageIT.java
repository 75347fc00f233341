package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.loopscope.LabTest;
import io.loopscope.experiment.RecordedExperiments;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Experiments by clicks and by keys: started, followed, cancelled, and read from recordings. */
@LabTest
@ExtendWith(Chromium.class)
class ExperimentsPageIT {
  private static final String FIRST_STEP = "starting the load generator";
  private static final int A_MINUTE_MS = 60_000;
  private static final JsonMapper JSON = new JsonMapper();

  @LocalManagementPort private int console;

  @Value("${loopscope.experiment.directory}")
  private Path directory;

  @BeforeEach
  void haveReports() {
    RecordedExperiments.into(directory);
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (JsonNode one : JSON.readTree(text(client, "GET", ""))) {
        if (one.path("state").stringValue().equals("running")) {
          text(client, "DELETE", "/" + one.path("id").stringValue());
        }
      }
    }
  }

  @Test
  void anExperimentIsStartedFollowedAndCancelledByClicks(Browser browser) {
    try (PageVisit visit = visit(browser, "?tab=experiments")) {
      visit.find("input[value=cooperative]").check();
      assertThat(visit.find("#expectation")).isHidden();
      visit.find("#guess").fill("four milliseconds");
      visit.find("details:has(#expectation) summary").click();
      assertThat(visit.find("#expectation")).containsText("The bystander waits for about a slice");
      visit.find("#experiment-start").click();

      assertThat(visit.find("section.running h3")).hasText("Running: cooperative");
      assertThat(visit.find("section.running")).containsText("Your guess: four milliseconds");
      assertThat(visit.find("section.running [role=status]"))
          .hasText(Pattern.compile("^[\\d.]+\\s% done, .+ left"));
      assertThat(visit.find("#ongoing")).containsText("Experiment cooperative");
      assertThat(visit.find("#experiment-step"))
          .not()
          .hasText(FIRST_STEP, new HasTextOptions().setTimeout(A_MINUTE_MS));

      visit.find("#experiment-cancel").click();
      assertThat(visit.find(".result .badge")).hasText("cancelled");
      assertThat(visit.find("#ongoing")).isHidden();
      assertThat(visit.find(".history li").first()).containsText("cancelled");
      assertThat(visit.find(".tools")).hasCount(0);
    }
  }

  @Test
  void anExperimentIsStartedAndCancelledByKeysAlone(Browser browser) {
    try (PageVisit visit = visit(browser, "?tab=experiments&kind=scaling")) {
      visit.find("input[value=scaling]").focus();
      visit.press("ArrowDown");
      assertThat(visit.find("input[value=cooperative]")).isFocused();
      visit.tabTo("#experiment-start");
      visit.press("Enter");
      assertThat(visit.find("progress")).isFocused();
      visit.press("Tab");
      assertThat(visit.find("#experiment-cancel")).isFocused();
      visit.press("Enter");

      assertThat(visit.find(".result .badge")).hasText("cancelled");
    }
  }

  @Test
  void theMatrixShowsTheNumbersOfTheReport(Browser browser) throws Exception {
    try (PageVisit visit = visit(browser, "?tab=experiments&run=" + RecordedExperiments.MATRIX)) {
      assertThat(visit.find(".heat td[data-arm]").first()).isVisible();
      JsonNode arms = report(RecordedExperiments.MATRIX).path("arms");
      assertThat(visit.find(".heat td[data-arm]")).hasCount(arms.size());
      for (JsonNode arm : arms) {
        double p99 = arm.path("bystander").path("p99").doubleValue();
        Locator cell = visit.find(".heat td[data-arm='" + arm.path("name").stringValue() + "']");
        assertThat(cell).hasAttribute("data-value", JSON.writeValueAsString(p99));
        assertThat(cell).containsText(visit.formatted(p99));
      }
      Accessibility.assertNothingSeriousIn(visit.page());
    }
  }

  @Test
  void aLinkShowsTheSameResultInAnotherBrowser(Browser browser) {
    try (PageVisit visit = visit(browser, "?tab=experiments")) {
      visit.find("[data-run='" + RecordedExperiments.STARVATION + "']").click();
      assertThat(visit.find("#experiment-verdict")).hasText("the bystander waits 812 ms");
      visit.find("#compare").selectOption(RecordedExperiments.NOT_TO_BE_BELIEVED);
      assertThat(visit.find("[data-column=bystander-p99] small").first())
          .hasText(visit.formatted(3 * 812));
      String link = visit.page().url();

      try (PageVisit other = visit(browser, link.substring(link.indexOf('?')))) {
        assertThat(other.find("#experiment-verdict")).hasText("the bystander waits 812 ms");
        assertThat(other.find("#compare")).hasValue(RecordedExperiments.NOT_TO_BE_BELIEVED);
        assertThat(other.find("[data-column=bystander-p99] small")).hasCount(2);
        Accessibility.assertNothingSeriousIn(other.page());
      }
    }
  }

  @Test
  void invalidNumbersAreMarkedFirstAndGroupedByReason(Browser browser) {
    try (PageVisit visit =
        visit(browser, "?tab=experiments&run=" + RecordedExperiments.NOT_TO_BE_BELIEVED)) {
      assertThat(visit.find(".result .badge")).hasText("INVALID");
      assertThat(visit.find("[data-reason]")).hasCount(2);
      assertThat(visit.find("[data-reason=late] > b")).hasText("The load generator sent late");
      assertThat(visit.find("[data-reason=stolen] > p")).containsText("on another machine");
      assertThat(visit.find(".reasons").first()).isHidden();
      visit.find("[data-reason=late] summary").click();
      assertThat(visit.find(".reasons").first()).isVisible();
      assertThat(visit.find(".reasons li"))
          .hasText(RecordedExperiments.REASONS.toArray(String[]::new));
    }
  }

  @Test
  void aReportIsSavedUnderItsName(Browser browser) {
    try (PageVisit visit =
        visit(browser, "?tab=experiments&run=" + RecordedExperiments.STARVATION)) {
      Download file =
          visit.page().waitForDownload(() -> visit.find("text=Download Markdown").click());

      assertThat(file.suggestedFilename()).isEqualTo(RecordedExperiments.STARVATION + ".md");
    }
  }

  private JsonNode report(String id) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JSON.readTree(text(client, "GET", "/" + id));
    }
  }

  private String text(HttpClient client, String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + console + "/api/experiments" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private PageVisit visit(Browser browser, String query) {
    return PageVisit.of(browser, "http://127.0.0.1:" + console + "/" + query).live();
  }
}
