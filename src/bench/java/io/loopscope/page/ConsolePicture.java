package io.loopscope.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page.ScreenshotOptions;
import io.loopscope.LabProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the picture of the README: the page while a loop is blocked, after half a minute of traffic
 * with a few blocks in it. Not part of the build:
 *
 * <pre>./mvnw -q test -Dtest=ConsolePicture</pre>
 */
@ExtendWith(Chromium.class)
class ConsolePicture {
  private static final Path FILE = Path.of("docs", "console.png");
  private static final int MOST_AT_ONCE = 32;
  private static final Duration TRAFFIC = Duration.ofSeconds(35);

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void take(Browser browser) throws Exception {
    try (LabProcess lab = LabProcess.start()) {
      String console = lab.await(": Console +(http://\\S+)$");
      String api = lab.await(": API +(http://\\S+)$");
      Disposable traffic = traffic(api);
      try (PageVisit visit =
          PageVisit.of(browser, console + "?work=io&calls=6&delay=100ms..900ms").live()) {
        visit.page().waitForTimeout(TRAFFIC.toMillis());
        visit.find("#try-send").click();
        assertThat(visit.find(".gantt .bar.ok")).hasCount(6);
        ask(api + "/cpu/primes?units=5000&on=event-loop").subscribe();
        assertThat(visit.find(".lane.service.blocked .lag").first())
            .hasText(Pattern.compile("[2-3]\\.\\d\\d\\ss"));
        visit.page().screenshot(new ScreenshotOptions().setPath(FILE));
      } finally {
        traffic.dispose();
      }
    }
  }

  /** Ordinary traffic, and now and then work that does not belong on a loop. */
  private Disposable traffic(String api) {
    return Flux.merge(
            every(25, api + "/io/call?delay=20ms..200ms"),
            every(8_500, api + "/cpu/hash?units=120&on=event-loop"),
            every(13_000, api + "/io/blocking?delay=900ms&on=event-loop"))
        .subscribe();
  }

  private Flux<Integer> every(long millis, String uri) {
    return Flux.interval(Duration.ofMillis(millis))
        .onBackpressureDrop()
        .flatMap(tick -> ask(uri).onErrorComplete(), MOST_AT_ONCE);
  }

  private Mono<Integer> ask(String uri) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
    return Mono.fromFuture(() -> client.sendAsync(request, BodyHandlers.discarding()))
        .map(answer -> answer.statusCode());
  }
}
