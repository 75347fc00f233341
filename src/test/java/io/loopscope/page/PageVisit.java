package io.loopscope.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;

/** A visit of the page; any error or warning in the browser's console fails the test. */
final class PageVisit implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;
  private static final int MOST_TABS = 20;

  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new ArrayList<>();

  private PageVisit(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            errors.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(errors::add);
  }

  /** A visit with a large screen and an English system. */
  static PageVisit of(Browser browser, String address) {
    return of(browser, address, new NewContextOptions().setViewportSize(1440, 900));
  }

  static PageVisit of(Browser browser, String address, NewContextOptions options) {
    PageVisit visit = new PageVisit(browser.newContext(options));
    visit.page.navigate(address);
    return visit;
  }

  Page page() {
    return page;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Waits until the loops are shown. */
  PageVisit live() {
    PlaywrightAssertions.assertThat(find("body")).hasAttribute("data-stream", "live");
    find(".lane.service").first().waitFor();
    return this;
  }

  /** Milliseconds as the page shows them. */
  String formatted(double millis) {
    String script = "async (value) => (await import('/page/core/format.js')).ms(value)";
    return (String) page.evaluate(script, millis);
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  /** Presses Tab until that element has the focus. */
  void tabTo(String selector) {
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      press("Tab");
      if ((boolean) find(selector).evaluate("it => it === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError("cannot be reached by Tab: " + selector);
  }

  /** Discards the errors so far, which the test itself caused. */
  void expectErrors() {
    errors.clear();
  }

  @Override
  public void close() {
    context.close();
    assertThat(errors).isEmpty();
  }
}
