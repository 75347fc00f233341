package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
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
  void showsEveryLoopAndSaysWhatToClickFirst(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      assertThat(visit.find(".lane.service")).hasCount(loops.group("http").size());
      assertThat(visit.find(".lane > .track > canvas")).hasCount(loops.all().size());
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
          .containsText(Pattern.compile("loop 2 of http has been blocked for"));
      assertThat(visit.find("#blocks li").first()).hasClass(Pattern.compile("ongoing"));
      assertThat(held.loop().awakeNanos()).isPositive();
      return millis;
    }
  }

  @Test
  void goesOnWhileEveryLoopOfTheServiceIsBlocked(Browser browser) {
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
  void tellsEverythingThatIsKnownOfABlock(Browser browser) {
    try (PageVisit visit = visit(browser, "").live();
        HeldLoop held = HeldLoop.of(loops.find("http", 1).orElseThrow())) {
      assertThat(visit.find("#verdict[data-state=blocked]")).isVisible();
      visit.find("#verdict-more").click();

      assertThat(visit.find("#details-stack")).containsText("io.loopscope.HeldLoop.");
      assertThat(visit.find("#details-facts")).containsText("its thread slept, parked");
      assertThat(visit.find("#details-curl")).containsText("/actuator/eventloops");
      String before = visit.find("#details-sentence").textContent();
      assertThat(visit.find("#details-sentence")).not().hasText(before);
      assertThat(held.loop().index()).isOne();

      visit.press("Escape");
      assertThat(visit.find("#details")).isHidden();
    }
  }

  @Test
  void speaksTheLanguageThatWasChosenAndRemembersIt(Browser browser) {
    try (PageVisit visit = visit(browser, "").live()) {
      visit.find("[data-lang=ru]").click();
      assertThat(visit.find("html")).hasAttribute("lang", "ru");
      assertThat(visit.find("#try-send")).hasText("Послать один");
      assertThat(visit.find("#stream-state")).hasText("на связи");

      visit.page().navigate(address(""));
      assertThat(visit.find("#try-send")).hasText("Послать один");
      visit.page().navigate(address("?lang=en"));
      assertThat(visit.find("#try-send")).hasText("Send one");
    }
  }

  /** Only sentences of the monitor and of experiments exist in English on the other side. */
  @Test
  void saysEverythingInBothLanguages(Browser browser) {
    try (PageVisit visit = visit(browser, "")) {
      List<String> english = texts(visit, "en");
      List<String> russian = texts(visit, "ru");

      assertThat(english).isSubsetOf(russian);
      assertThat(russian)
          .filteredOn(key -> !english.contains(key))
          .allSatisfy(key -> assertThat(key).matches("(sentence|advice|kind)\\..+"));
    }
  }

  private static List<String> texts(PageVisit visit, String language) {
    String keys =
        """
        async (language) => {
          const names = ["", "-concepts", "-experiments"].map((part) => language + part);
          const parts = await Promise.all(names.map((name) => import(`/page/text/${name}.js`)));
          return parts.flatMap((part) => Object.values(part).flatMap(Object.keys));
        }
        """;
    List<?> found = (List<?>) visit.page().evaluate(keys, language);
    return found.stream().map(String.class::cast).toList();
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
  void saysThatTheConnectionIsLostAndThatItIsBack(Browser browser) {
    try (Relay relay = Relay.to(console);
        PageVisit visit = PageVisit.of(browser, "http://127.0.0.1:" + relay.port() + "/").live()) {
      relay.cut();
      assertThat(visit.find("body")).hasAttribute("data-stream", "lost");
      assertThat(visit.find("#verdict-sentence")).hasText("No answer from the console.");

      relay.mend();
      assertThat(visit.find("body")).hasAttribute("data-stream", "live");
      assertThat(visit.find("#verdict[data-state=lost]")).hasCount(0);
      visit.forgive();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, ru", "DARK, en"})
  void keepsNobodyOut(ColorScheme colors, String language, Browser browser) {
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
