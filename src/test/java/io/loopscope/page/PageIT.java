package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.loopscope.HeldLoop;
import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

@LabTest
@ExtendWith(Chromium.class)
class PageIT {
  private static final List<String> TABS = List.of("try", "experiments", "concepts", "how");
  private static final Duration SOON = Duration.ofMillis(500);

  @Autowired private LoopRegistry loops;
  @LocalManagementPort private int console;

  @Test
  void showsEveryLoopAndWhatToClickFirst(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      assertThat(visit.find(".lane.service")).hasCount(loops.group("http").size());
      assertThat(visit.find(".lane > .track > canvas")).hasCount(loops.all().size());
      assertThat(visit.find("#intro-text")).containsText("which loop is blocked");
      assertThat(visit.find(".lane.head [role=columnheader]"))
          .hasText(new String[] {"loop", "busy share, blocks to scale", "busy", "conn.", "lag"});
      assertThat(visit.find("#stream-state")).hasText("live");
      assertThat(visit.find("#verdict-sentence")).not().isEmpty();
    }
  }

  @Test
  void drawsABlockWithinHalfASecondWhileItLasts(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      long quickest =
          LongStream.range(0, 3).map(round -> millisUntilDrawn(visit)).min().orElseThrow();

      assertThat(quickest).isLessThan(SOON.toMillis());
    }
  }

  private long millisUntilDrawn(PageVisit visit) {
    Locator lane = visit.find(".lane.service").nth(2);
    assertThat(lane).not().hasClass(Pattern.compile("blocked"));
    long start = System.nanoTime();
    try (HeldLoop held = HeldLoop.of(loops.find("http", 2).orElseThrow())) {
      assertThat(lane).hasClass(Pattern.compile("blocked"));
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertThat(visit.find("#verdict-sentence"))
          .containsText(Pattern.compile("loop (2 of http|http-2) has been blocked for"));
      assertThat(visit.find("#blocks li").first()).hasClass(Pattern.compile("ongoing"));
      assertThat(held.loop().awakeNanos()).isPositive();
      return millis;
    }
  }

  @Test
  void keepsWorkingWhileEveryLoopOfTheServiceIsBlocked(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      List<HeldLoop> held = loops.group("http").stream().map(HeldLoop::of).toList();
      try {
        Locator age = visit.find(".lane.service .lag").last();
        for (int seconds = 1; seconds <= 5; seconds++) {
          assertThat(age).hasText(Pattern.compile("^" + seconds + "\\.\\d+\\ss$"));
        }
        assertThat(visit.find("#verdict-sentence")).containsText("4 of 4 loops blocked;");
        assertThat(visit.find("#stream-state")).hasText("live");
      } finally {
        held.forEach(HeldLoop::close);
      }
    }
  }

  @Test
  void showsEverythingThatIsKnownOfABlock(Browser browser) {
    try (PageVisit visit = visit(browser, "").live();
        HeldLoop held = HeldLoop.of(loops.find("http", 1).orElseThrow())) {
      assertThat(visit.find("#verdict[data-state=blocked]")).isVisible();
      visit.find("#verdict-more").click();

      assertThat(visit.find("#details-stack")).containsText("io.loopscope.HeldLoop.");
      assertThat(visit.find("#details-facts")).containsText("the loop's thread slept, was parked");
      assertThat(visit.find("#details-curl")).containsText("/actuator/eventloops");
      String before = visit.find("#details-sentence").textContent();
      assertThat(visit.find("#details-sentence")).not().hasText(before);
      assertThat(held.loop().index()).isOne();

      visit.press("Escape");
      assertThat(visit.find("#details")).isHidden();
    }
  }

  @Test
  void usesTheChosenLanguageAndRemembersIt(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      visit.find("[data-lang=ru]").click();
      assertThat(visit.find("html")).hasAttribute("lang", "ru");
      assertThat(visit.find("#try-send")).hasText("Отправить один");
      assertThat(visit.find("#stream-state")).hasText("на связи");

      visit.page().navigate(address(""));
      assertThat(visit.find("#try-send")).hasText("Отправить один");
      visit.page().navigate(address("?lang=en"));
      assertThat(visit.find("#try-send")).hasText("Send one");
    }
  }

  @Test
  void keepsWhatWasSeenOverAReload(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      moveFiveSecondsBack(visit);
      assertThat(visit.find("#cursor-time")).not().containsText("not watched");

      visit.page().reload();
      visit.live();
      moveFiveSecondsBack(visit);
      assertThat(visit.find("#cursor-time"))
          .not()
          .containsText("not watched", new ContainsTextOptions().setTimeout(1_000));
    }
  }

  private static void moveFiveSecondsBack(PageVisit visit) {
    visit.find("#cursor-time").focus();
    visit.press("PageDown");
    assertThat(visit.find("#cursor-time")).containsText("−5.00");
  }

  @Test
  void pausesThePictureAndResumesIt(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      visit.find("#pause").click();
      assertThat(visit.find("#stream-state")).hasText("picture paused, still recording");
      assertThat(visit.find("#pause")).hasText("Resume");

      visit.find("#pause").click();
      assertThat(visit.find("#stream-state")).hasText("live");
    }
  }

  @Test
  void zoomsIntoASelectedTimeAndSavesItAsATrace(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      visit.find("#cursor-time").focus();
      visit.press("Shift+PageDown");
      visit.press("Shift+PageDown");
      assertThat(visit.find("#selected")).hasText("10.0\u00a0s selected");
      assertThat(visit.find("#stream-state")).hasText("picture paused, still recording");

      Download trace = visit.page().waitForDownload(() -> visit.find("#export").click());
      assertThat(trace.suggestedFilename()).isEqualTo("loopscope-trace.json");
      assertThat(trace.path()).content().contains("\"traceEvents\":[").contains("\"http-0\"");

      visit.find("#zoom").click();
      assertThat(visit.find("#ticks i").first()).hasText("−10.0");
      assertThat(visit.find("#zoom")).hasText("Whole minute");
    }
  }

  @Test
  void isDarkWhenTheSystemIsAndWhenItIsSwitched(Browser browser) {
    NewContextOptions dark = new NewContextOptions().setColorScheme(ColorScheme.DARK);
    try (PageVisit visit = PageVisit.of(browser, address(""), dark)) {
      String night = background(visit);
      visit.find("#theme").click();
      assertThat(background(visit)).isNotEqualTo(night);

      visit.page().reload();
      assertThat(background(visit)).isNotEqualTo(night);
      visit.find("#theme").click();
      assertThat(background(visit)).isEqualTo(night);
    }
  }

  @Test
  void fitsAPhone(Browser browser) {
    NewContextOptions phone = new NewContextOptions().setViewportSize(390, 844);
    try (PageVisit visit = PageVisit.of(browser, address("?lang=ru"), phone).live()) {
      for (String tab : TABS) {
        visit.find("#tab-" + tab).click();
        assertThat(visit.find("#" + tab)).isVisible();
        assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
      }
    }
  }

  @Test
  void reportsALostConnectionAndItsReturn(Browser browser) {
    try (Relay relay = Relay.to(console);
        PageVisit visit = PageVisit.of(browser, "http://127.0.0.1:" + relay.port() + "/").live()) {
      relay.cut();
      assertThat(visit.find("body")).hasAttribute("data-stream", "lost");
      assertThat(visit.find("#verdict-sentence")).hasText("No answer from the console.");

      relay.restore();
      assertThat(visit.find("body")).hasAttribute("data-stream", "live");
      assertThat(visit.find("#verdict[data-state=lost]")).hasCount(0);
      visit.expectErrors();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, ru", "DARK, en"})
  void isAccessible(ColorScheme colors, String language, Browser browser) {
    NewContextOptions options = new NewContextOptions().setColorScheme(colors);
    try (PageVisit visit = PageVisit.of(browser, address("?lang=" + language), options).live()) {
      for (String tab : TABS) {
        visit.find("#tab-" + tab).click();
        Accessibility.assertNothingSeriousIn(visit.page());
      }
    }
  }

  private static String background(PageVisit visit) {
    return (String) visit.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }

  private PageVisit visit(Browser browser, String query) {
    return PageVisit.of(browser, address(query));
  }

  private String address(String query) {
    return "http://127.0.0.1:" + console + "/" + query;
  }
}
