package io.loopscope.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import io.loopscope.LabTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The tests of the page's modules in {@code src/test/resources/page}, run in a real browser. */
@LabTest
@ExtendWith(Chromium.class)
class PageModulesIT {
  private static final List<String> FILES =
      List.of("address", "experiments", "flame", "format", "recording", "try");
  private static final String NAMES =
      "async (file) => Object.keys((await import(`/page-tests/${file}.test.js`)).tests)";
  private static final String RUN =
      "async ([file, name]) => (await import(`/page-tests/${file}.test.js`)).tests[name]()";

  @LocalManagementPort private int console;

  @TestFactory
  Stream<DynamicContainer> modules(Browser browser) {
    PageVisit visit = PageVisit.of(browser, "http://127.0.0.1:" + console + "/");
    visit.page().route("**/page-tests/*", PageModulesIT::serve);
    return FILES.stream()
        .map(file -> DynamicContainer.dynamicContainer(file, tests(visit, file)))
        .onClose(visit::close);
  }

  private static Stream<DynamicTest> tests(PageVisit visit, String file) {
    List<?> names = (List<?>) visit.page().evaluate(NAMES, file);
    assertThat(names).as(file).isNotEmpty();
    return names.stream()
        .map(String.class::cast)
        .map(name -> DynamicTest.dynamicTest(name, () -> run(visit, file, name)));
  }

  private static void run(PageVisit visit, String file, String name) {
    visit.page().evaluate(RUN, List.of(file, name));
  }

  private static void serve(Route route) {
    String url = route.request().url();
    String name = "/page/" + url.substring(url.lastIndexOf('/') + 1);
    try (InputStream file = PageModulesIT.class.getResourceAsStream(name)) {
      route.fulfill(
          new Route.FulfillOptions()
              .setContentType("text/javascript")
              .setBodyBytes(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
