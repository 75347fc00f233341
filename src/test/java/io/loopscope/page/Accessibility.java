package io.loopscope.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Violations that axe-core finds in a page. */
final class Accessibility {
  private static final String AXE = read();

  private static final String SERIOUS =
      """
      async () => (await axe.run()).violations
          .filter((found) => ["serious", "critical"].includes(found.impact))
          .map((found) => `${found.id}: ${found.help}: `
              + found.nodes.map((node) => node.html + " " + node.failureSummary).join("; "))
      """;

  private Accessibility() {}

  /** Fails if there is a serious or critical violation. */
  static void assertNothingSeriousIn(Page page) {
    page.evaluate(AXE);
    assertThat((List<?>) page.evaluate(SERIOUS)).isEmpty();
  }

  private static String read() {
    try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
