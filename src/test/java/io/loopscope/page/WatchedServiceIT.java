package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import io.loopscope.LabTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The page with the monitor of another service, at another origin. */
@LabTest
@ExtendWith(Chromium.class)
class WatchedServiceIT {
  private static final String SHOP = "http://shop.example:8080/actuator/eventloops";
  private static final String REPORT =
      """
      {"enabled": true, "thresholdMs": 25,
       "loops": [{"group": "reactor-http", "loop": 0, "thread": "reactor-http-epoll-1", "lagMs": 812,
                  "blockedMs": 812, "busy": 9.5, "cpu": 4.5, "pending": 3, "connections": 37}],
       "blocks": [{"id": 7, "group": "reactor-http", "loop": 0, "start": "%s", "durationMs": 812,
                   "ongoing": true, "cause": "wait", "reason": "lock", "cpuShare": 0.02, "culprit": "Prices.load",
                   "route": "GET /prices", "connections": 37, "tasks": 0,
                   "time": {"cpuMs": 12, "sleepingMs": 800, "stolenMs": 0},
                   "holder": {"thread": "refresh-1", "frame": "Prices.refresh"},
                   "sentence": "loop 0 of reactor-http has been blocked for 812 ms by GET /prices.",
                   "advice": "Move it off the loop.", "stack": ["1 of 1 samples, BLOCKED:", "  at shop.Prices.load(Prices.java:9)"]}]}
      """;

  @LocalManagementPort private int console;

  @Test
  void showsLoopsBlocksAndVerdictsWithoutTheLab(Browser browser) {
    try (PageVisit visit = PageVisit.of(browser, "about:blank")) {
      visit.page().route(SHOP, WatchedServiceIT::answer);
      visit.page().navigate(address());

      assertThat(visit.find("#intro-text")).hasText("Watching " + SHOP);
      assertThat(visit.find(".lane.service.blocked .name")).hasText("reactor-http-0");
      assertThat(visit.find("#verdict-sentence")).containsText("by GET /prices");
      assertThat(visit.find("#blocks li")).hasCount(1);
      assertThat(visit.find("#panels")).isHidden();
      assertThat(visit.find("#about")).containsText("shop.example:8080 · 1 loop");
    }
  }

  @Test
  void showsWhereTheTimeOfABlockWentAndWhoHoldsItsLock(Browser browser) {
    try (PageVisit visit = PageVisit.of(browser, "about:blank")) {
      visit.page().route(SHOP, WatchedServiceIT::answer);
      visit.page().navigate(address());
      visit.find("#verdict-more").click();

      assertThat(visit.find(".time-bar .part")).hasCount(2);
      assertThat(visit.find(".time-words"))
          .hasText("on a CPU 12\u00a0mssleeping or parked 800\u00a0ms");
      assertThat(visit.find("#details-facts")).containsText("refresh-1, Prices.refresh");
      assertThat(visit.find("#details-facts")).containsText("lock");
      assertThat(visit.find("#details-flame .flame-frame")).hasText("Prices.load");
      assertThat(visit.find("#details-curl")).containsText(SHOP);
    }
  }

  @Test
  void saysWhatTheServiceMustAllowIfItDoesNotAnswer(Browser browser) {
    try (PageVisit visit = PageVisit.of(browser, "about:blank")) {
      visit.page().route(SHOP, Route::abort);
      visit.page().navigate(address());

      assertThat(visit.find("#verdict-sentence"))
          .hasText("The service does not answer this browser.");
      assertThat(visit.find("#verdict-advice"))
          .containsText(
              "management.endpoints.web.cors.allowed-origins=http://127.0.0.1:" + console);
      visit.expectErrors();
    }
  }

  private static void answer(Route route) {
    String started = Instant.now().minusMillis(812).toString();
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
            .setBody(REPORT.formatted(started)));
  }

  private String address() {
    return "http://127.0.0.1:" + console + "/?watch=" + SHOP;
  }
}
