package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.loopscope.HeldLoop;
import io.loopscope.LabTest;
import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.experiment.RecordedExperiments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** Sizes and places of the page's parts: on screens, on a phone, zoomed, and on paper. */
@LabTest
@ExtendWith(Chromium.class)
class PageLayoutIT {
  private static final String MATRIX = "tab=experiments&run=" + RecordedExperiments.MATRIX;
  private static final double HALF_A_PIXEL = 0.5;

  @Autowired private LoopRegistry loops;
  @LocalManagementPort private int console;

  @Value("${loopscope.experiment.directory}")
  private Path directory;

  @BeforeEach
  void haveReports() {
    RecordedExperiments.into(directory);
  }

  @Test
  void movesNothingWhenABlockBegins(Browser browser) {
    try (PageVisit visit = visit(browser, 1440, 900, "")) {
      double before = box(visit.find("#scope")).y;
      try (HeldLoop held = HeldLoop.of(loops.find("http", 1).orElseThrow())) {
        assertThat(visit.find("#verdict[data-state=blocked]")).isVisible();
        assertThat(box(visit.find("#scope")).y).isCloseTo(before, within(HALF_A_PIXEL));
        assertThat(held.loop().index()).isOne();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void showsTheTabsOfASmallScreenWithoutScrolling(String language, Browser browser) {
    try (PageVisit visit = visit(browser, 1024, 768, "lang=" + language)) {
      BoundingBox tabs = box(visit.find(".tabs"));

      assertThat(tabs.y + tabs.height).isLessThan(768);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void showsEveryTabOnAPhone(String language, Browser browser) {
    try (PageVisit visit = visit(browser, 390, 844, "lang=" + language)) {
      for (Locator tab : visit.find("[role=tab]").all()) {
        BoundingBox place = box(tab);
        assertThat(place.x).isNotNegative();
        assertThat(place.x + place.width).isLessThanOrEqualTo(390);
        assertThat(place.y + place.height).isLessThanOrEqualTo(844);
      }
    }
  }

  @Test
  void keepsTheHeadlineShortAtTwiceTheZoom(Browser browser) {
    try (PageVisit visit = visit(browser, 720, 450, "lang=ru");
        HeldLoop held = HeldLoop.of(loops.find("http", 1).orElseThrow())) {
      assertThat(visit.find("#verdict[data-state=blocked]")).isVisible();

      assertThat(box(visit.find("#verdict")).height).isLessThan(180);
      assertThat(visit.find("#verdict-sentence"))
          .hasAttribute("title", Pattern.compile("цикл http-1 заблокирован уже"));
      assertThat(held.loop().index()).isOne();
    }
  }

  @Test
  void showsAllColumnsOfTheArmsOnALargeScreen(Browser browser) {
    try (PageVisit visit = visit(browser, 1440, 900, MATRIX)) {
      visit.find(".arms td").first().waitFor();

      Object hidden =
          visit
              .find(".wide:has(.arms:not(#percentiles-table))")
              .evaluate("it => it.scrollWidth - it.clientWidth");
      assertThat(hidden).isEqualTo(0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void fitsTheMatrixOnAPhoneAndExplainsItsShades(ColorScheme colors, Browser browser) {
    NewContextOptions phone =
        new NewContextOptions().setViewportSize(390, 844).setColorScheme(colors);
    try (PageVisit visit = PageVisit.of(browser, address(MATRIX), phone).live()) {
      assertThat(visit.find(".heat td[data-arm]").first()).isVisible();

      assertThat(box(visit.find(".heat")).width).isLessThan(390);
      assertThat(box(visit.find(".result")).width).isLessThan(390);
      assertThat(shade(visit, ".heat-9")).isEqualTo(end(visit, "right"));
      assertThat(shade(visit, ".heat-0")).isEqualTo(end(visit, "left"));
    }
  }

  @Test
  void printsResultsWithoutControls(Browser browser) {
    try (PageVisit visit = visit(browser, 1440, 900, MATRIX)) {
      visit.find(".arms td").first().waitFor();
      visit.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));

      assertThat(visit.find(".tabs")).isHidden();
      assertThat(visit.find(".history")).isHidden();
      assertThat(visit.find(".tools").first()).isHidden();
      assertThat(visit.find(".arms:not(#percentiles-table)")).isVisible();
      assertThat(visit.page().pdf()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String shade(PageVisit visit, String cell) {
    return rgb(
        visit, visit.find(cell).first().evaluate("it => getComputedStyle(it).backgroundColor"));
  }

  /** The colour at an end of the legend's scale. */
  private static String end(PageVisit visit, String side) {
    String image =
        (String) visit.find(".heat-scale").evaluate("it => getComputedStyle(it).backgroundImage");
    String colours = image.substring(image.indexOf("rgb"), image.lastIndexOf(')'));
    String[] ends = colours.split(", (?=rgb)");
    return rgb(visit, side.equals("left") ? ends[0] : ends[1]);
  }

  /** Any notation of a colour as a canvas has it. */
  private static String rgb(PageVisit visit, Object colour) {
    String script =
        """
        (colour) => {
          const context = document.createElement("canvas").getContext("2d");
          context.fillStyle = colour;
          context.fillRect(0, 0, 1, 1);
          return context.getImageData(0, 0, 1, 1).data.join();
        }
        """;
    return (String) visit.page().evaluate(script, colour);
  }

  private static BoundingBox box(Locator locator) {
    return locator.boundingBox();
  }

  private PageVisit visit(Browser browser, int width, int height, String query) {
    NewContextOptions options = new NewContextOptions().setViewportSize(width, height);
    return PageVisit.of(browser, address(query), options).live();
  }

  private String address(String query) {
    return "http://127.0.0.1:" + console + "/?" + query;
  }
}
