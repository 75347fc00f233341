package io.loopscope.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.monitor.LoopMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import reactor.core.scheduler.Schedulers;

/** Numbers that the page's texts state, against those that the code uses. */
class PageFiguresTests {
  private static final Pattern FIGURE = Pattern.compile("(?m)^ +(\\w+): (\\d+),$");

  @Test
  void theTextsOfThePageStateTheNumbersOfTheCode() throws IOException {
    ProbeSettings probe = new Binder().bindOrCreate("loopscope.probe", ProbeSettings.class);
    int cores = Runtime.getRuntime().availableProcessors();

    assertThat(figures())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "sampleMs", ConsoleConfiguration.EVERY.toMillis(),
                "spanSeconds", LiveHistory.SPAN.toSeconds(),
                "monitorMs", Duration.ofNanos(LoopMonitor.TICK_NANOS).toMillis(),
                "probesPerSecond", Duration.ofSeconds(1).dividedBy(probe.interval()),
                "windowSeconds", RecentLatencies.WINDOW.toSeconds(),
                "elasticThreadsPerCore", (long) Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE / cores,
                "retrySeconds", SseEvent.RETRY.toSeconds(),
                "browserConnections", 6L));
  }

  private static Map<String, Long> figures() throws IOException {
    try (InputStream file =
        PageFiguresTests.class.getResourceAsStream("/console/core/figures.js")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return FIGURE
          .matcher(text)
          .results()
          .collect(Collectors.toMap(it -> it.group(1), it -> Long.valueOf(it.group(2))));
    }
  }
}
