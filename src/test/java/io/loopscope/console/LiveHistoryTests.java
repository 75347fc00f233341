package io.loopscope.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveHistoryTests {
  private final LiveHistory history = new LiveHistory();

  @Test
  void keepsTheLastMinuteOldestFirst() {
    for (int second = 0; second <= 100; second++) {
      history.add(1_000 * second, "{\"at\":" + second + "}");
    }

    assertThat(history.json(Instant.ofEpochSecond(100)).orElseThrow())
        .startsWith("[{\"at\":40},{\"at\":41},")
        .endsWith(",{\"at\":100}]");
  }

  @Test
  void forgetsWhatIsOlderThanAMinuteWithoutNewSnapshots() {
    history.add(0, "{}");

    assertThat(history.json(Instant.ofEpochSecond(60))).hasValue("[{}]");
    assertThat(history.json(Instant.ofEpochSecond(61))).isEmpty();
  }
}
