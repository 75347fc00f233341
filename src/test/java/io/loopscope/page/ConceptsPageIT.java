package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.loopscope.LabTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** Concepts whose claims are run from the page. */
@LabTest
@ExtendWith(Chromium.class)
class ConceptsPageIT {
  private static final int MOST_TRIES = 3;

  @LocalManagementPort private int console;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sync-async",
        "steps",
        "as-completed",
        "selectors",
        "backlog",
        "descriptors",
        "loop",
        "running-loop",
        "tasks",
        "cancel",
        "threadsafe",
        "long-lived",
        "resources"
      })
  void aClaimIsProvenByItsNumbers(String concept, Browser browser) {
    try (PageVisit visit = visit(browser)) {
      Locator row = visit.find("#concept-" + concept);
      int tries = 1;
      while (!isProven(row) && tries < MOST_TRIES) {
        tries++;
      }

      assertThat(row.locator(".problem, .checks .fails")).hasCount(0);
    }
  }

  /** Runs it; a busy machine may disprove once what is true. */
  private static boolean isProven(Locator row) {
    row.locator(".run button").first().click();
    assertThat(row.locator(".checks li").first()).isVisible();
    try {
      assertThat(row.locator(".problem, .checks .fails"))
          .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(5_000));
      return true;
    } catch (AssertionError disproved) {
      return false;
    }
  }

  @Test
  void recordsTheStepsOfRequests(Browser browser) {
    try (PageVisit visit = visit(browser)) {
      Locator row = visit.find("#concept-steps");
      row.locator(".run button").click();

      assertThat(row.locator(".steps").first().locator("tr")).hasCount(8);
      assertThat(row.locator(".steps").last().locator("tr")).hasCount(4);
    }
  }

  @Test
  void keepsResultsOverAReload(Browser browser) {
    try (PageVisit visit = visit(browser)) {
      visit.find("#concept-selectors .run button").click();
      assertThat(visit.find("#concepts-summary")).containsText("1 of 1 claims proven here");

      visit.page().reload();
      assertThat(visit.find("#concept-selectors .checks .holds")).isVisible();
      assertThat(visit.find("#concepts-summary")).containsText("1 of 1 claims proven here");
    }
  }

  private PageVisit visit(Browser browser) {
    return PageVisit.of(browser, "http://127.0.0.1:" + console + "/?tab=concepts").live();
  }
}
