package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineChartTests {
  @Test
  void drawsCallsToScale() {
    assertThat(
            TimelineChart.of(
                List.of(
                    step(1, 0, 100, CallOutcome.OK),
                    step(2, 50, 100, CallOutcome.FAILED),
                    step(3, 100, 100, CallOutcome.CANCELLED))))
        .isEqualTo(
            """
               1 |##################################################| 0..100 ms ok http-1
               2 |                         xxxxxxxxxxxxxxxxxxxxxxxxx| 50..100 ms failed http-1
               3 |                                                 -| 100..100 ms cancelled http-1
            """
                .stripTrailing());
  }

  @Test
  void drawsNoMoreLinesThanATerminalHas() {
    List<CallStep> steps =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(call -> step(call, 0, call, CallOutcome.OK))
            .toList();

    assertThat(TimelineChart.of(steps).lines())
        .hasSize(TimelineChart.MAX_LINES + 1)
        .last()
        .isEqualTo("… and 960 more");
  }

  @Test
  void drawsNothingWhenNothingWasStarted() {
    assertThat(TimelineChart.of(List.of())).isEmpty();
  }

  private static CallStep step(int call, double start, double end, CallOutcome outcome) {
    return new CallStep(call, start, end, "http-1", outcome, null);
  }
}
