package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.loopscope.LabTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@LabTest
@ExtendWith(Chromium.class)
class TryItPageIT {
  @LocalManagementPort private int console;
  @LocalServerPort private int service;

  @Test
  void showsCallsThatWereGatheredOnATimeline(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=io&strategy=gather&calls=3&delay=100ms")) {
      visit.find("#try-send").click();

      assertThat(visit.find(".gantt .bar.ok")).hasCount(3);
      assertThat(visit.find(".summary")).containsText("HTTP 200");
      assertThat(visit.find(".gantt"))
          .hasAttribute("aria-label", Pattern.compile("call 1: [\\d.]+\\sm?s · "));
    }
  }

  @Test
  void showsTheWaitForAThreadApartFromTheRun(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=cpu&workload=primes&units=20&on=parallel")) {
      visit.find("#try-send").click();

      assertThat(visit.find(".gantt .bar.queued")).hasCount(1);
      assertThat(visit.find(".gantt .bar.run")).hasCount(1);
      assertThat(visit.find(".summary")).containsText("checksum");
    }
  }

  @Test
  void drawsTheMandelbrotSet(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=cpu&workload=mandelbrot&units=20&on=parallel")) {
      visit.find("#try-send").click();

      visit.find("img.picture").waitFor();
      Object width = visit.page().evaluate("document.querySelector('img.picture').naturalWidth");
      assertThat(width).isEqualTo(98);
      assertThat(visit.find(".gantt .bar.run")).hasCount(1);
    }
  }

  @Test
  void showsTheEffectOfItsRequestOnTheLoops(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=cpu&workload=primes&units=400&on=event-loop")) {
      visit.find("#try-send").click();

      assertThat(visit.find("#try-effect"))
          .containsText(Pattern.compile("It blocked (a loop|loops \\d+ times)"));
      assertThat(visit.find("#blocks")).containsText(Pattern.compile("Primes\\.|/api/cpu/primes"));
    }
  }

  @Test
  void showsWhyTheServiceRejectsARequest(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=cpu&units=0")) {
      visit.find("#try-send").click();

      assertThat(visit.find(".problem")).hasText("units=0 is not allowed; allowed: 1..30000");
      visit.expectErrors();
    }
  }

  @Test
  void showsTheTimelineOfATimeoutAndTheTaskThatContinues(Browser browser) {
    try (PageVisit visit =
        visit(browser, "?work=io&strategy=shield&delay=1s&timeout=200ms&lang=en")) {
      visit.find("#try-send").click();

      assertThat(visit.find(".gantt .bar.cancelled")).hasCount(1);
      assertThat(visit.find(".problem")).containsText("no answer within 200ms");
      visit.find("#task-show").click();
      assertThat(visit.find("#task-state")).hasText(Pattern.compile("state (running|done)"));
      visit.expectErrors();
    }
  }

  @Test
  void showsThatARequestIsPending(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=io&strategy=call&delay=1500ms")) {
      visit.find("#try-send").click();

      assertThat(visit.find(".pending")).containsText("Waiting for the answer");
      assertThat(visit.find(".summary")).containsText("HTTP 200");
      assertThat(visit.find(".pending")).hasCount(0);
    }
  }

  @Test
  void repeatsARequestUntilItIsStopped(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=io&strategy=call&delay=50ms")) {
      visit.find("#try-repeat").click();
      assertThat(visit.find("#try-tally")).containsText(Pattern.compile("1\\d answers"));

      visit.find("#try-stop").click();
      assertThat(visit.find("#try-stop")).isDisabled();
      String tally = visit.find("#try-tally").textContent();
      visit.find("#try-send").click();
      assertThat(visit.find(".summary")).containsText("HTTP 200");
      assertThat(visit.find("#try-tally")).hasText(tally);
    }
  }

  @Test
  void showsTheSameRequestForAShell(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=blocking&delay=5ms..9ms&on=virtual-threads")) {
      String url = "http://127.0.0.1:" + service + "/api/io/blocking";
      assertThat(visit.find("#try-curl"))
          .hasText("curl '" + url + "?delay=5ms..9ms&on=virtual-threads'");
    }
  }

  @Test
  void isAsItWasAfterAReload(Browser browser) {
    try (PageVisit visit = visit(browser, "")) {
      visit.find("label:has([value=cpu])").click();
      visit.find("#try-workload").selectOption("matrix");
      visit.find("#try-impl").selectOption("library");
      visit.find("#try-units").fill("7");
      visit.find("#try-on").selectOption("process");

      visit.page().reload();

      assertThat(visit.find("#try-impl")).hasValue("library");
      assertThat(visit.find("#try-units")).hasValue("7");
      assertThat(visit.find("#try-on")).hasValue("process");
    }
  }

  @Test
  void worksWithoutAMouse(Browser browser) {
    try (PageVisit visit = visit(browser, "?work=cpu&workload=primes&units=20&on=parallel")) {
      visit.press("Tab");
      assertThat(visit.find(".skip")).isFocused();
      visit.press("Enter");
      visit.press("Tab");
      assertThat(visit.find("#tab-try")).isFocused();
      visit.press("ArrowRight");
      assertThat(visit.find("#experiments")).isVisible();
      visit.press("ArrowLeft");
      visit.tabTo("#try-send");
      visit.press("Enter");

      assertThat(visit.find(".gantt .bar.run")).hasCount(1);
    }
  }

  @Test
  void movesTheCursorByKeys(Browser browser) {
    try (PageVisit visit = visit(browser, "")) {
      visit.find("#cursor-time").focus();
      visit.press("PageDown");

      assertThat(visit.find("#cursor-time")).containsText("−5.00\u00a0s");
      assertThat(visit.find("#cursor")).isVisible();
      visit.press("Escape");
      assertThat(visit.find("#cursor-time")).hasText("now");
    }
  }

  private PageVisit visit(Browser browser, String query) {
    return PageVisit.of(browser, "http://127.0.0.1:" + console + "/" + query).live();
  }
}
