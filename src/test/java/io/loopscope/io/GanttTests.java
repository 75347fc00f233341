package io.loopscope.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GanttTests {
  @Test
  void drawsCallsToScale() {
    assertThat(
            Gantt.of(
                List.of(
                    step(1, 0, 100, Outcome.OK),
                    step(2, 50, 100, Outcome.FAILED),
                    step(3, 100, 100, Outcome.CANCELLED))))
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
    List<Step> steps =
        IntStream.rangeClosed(1, 1_000).mapToObj(call -> step(call, 0, call, Outcome.OK)).toList();

    assertThat(Gantt.of(steps).lines())
        .hasSize(Gantt.MAX_LINES + 1)
        .last()
        .isEqualTo("… and 960 more");
  }

  @Test
  void drawsNothingWhenNothingWasStarted() {
    assertThat(Gantt.of(List.of())).isEmpty();
  }

  private static Step step(int call, double start, double end, Outcome outcome) {
    return new Step(call, start, end, "http-1", outcome, null);
  }
}
