package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.loopscope.LabTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The first minutes of a newcomer: what the page is, and the guided run. */
@LabTest
@ExtendWith(Chromium.class)
class FirstVisitIT {
  private static final int A_MINUTE_MS = 60_000;

  @LocalManagementPort private int console;

  @Test
  void saysWhatThePageIsUntilThatIsClosed(Browser browser) {
    try (PageVisit visit = visit(browser)) {
      assertThat(visit.find("#intro-text")).containsText("which requests wait for it");
      visit.find("#intro-close").click();
      assertThat(visit.find("#intro")).isHidden();

      visit.page().reload();
      assertThat(visit.find("#intro")).isHidden();
    }
  }

  @Test
  void measuresInAGuidedRunHowMuchLongerOthersWaitWithTheWorkOnTheLoop(Browser browser) {
    try (PageVisit visit = visit(browser)) {
      visit.find("#tour-start").click();

      assertThat(visit.find("#intro-text")).containsText("of 3 —");
      assertThat(visit.find("#tour-start")).isHidden();
      assertThat(visit.find("#intro-text"))
          .containsText(
              Pattern.compile("Longest wait of other requests: .+ — [\\d.,]+ times as long"),
              new ContainsTextOptions().setTimeout(A_MINUTE_MS));
      assertThat(visit.find("#tour-share")).isVisible();
      assertThat(visit.find("#tour-start")).hasText("Run it again");
    }
  }

  private PageVisit visit(Browser browser) {
    return PageVisit.of(browser, "http://127.0.0.1:" + console + "/").live();
  }
}
