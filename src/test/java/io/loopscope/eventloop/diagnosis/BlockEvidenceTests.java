package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockEvidenceTests {
  private static final long MS = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    // nanos, watched, cpu, paused, flooded, tasks, samples, waiting -> cause
    "100, 90, 88,  0,  0,    0, 5, 0.0, CPU",
    "100, 90,  1,  0,  0,    0, 5, 1.0, WAIT",
    "100, 90,  9,  0,  0,    0, 5, 0.0, CONTENTION",
    "100, 90,  9, 60,  0,    0, 1, 0.0, PAUSE",
    "100,  0,  0, 95,  0,    0, 0, 0.0, PAUSE",
    "100,  0,  0,  0,  0,    0, 0, 0.0, UNKNOWN",
    "900, 880, 870, 0, 860, 1700, 8, 0.0, FLOOD",
    // a loop that burned CPU was not paused, however late the judge was
    "100, 90, 88, 80,  0,    0, 5, 0.0, CPU",
    // but it was if it ran only until it was paused
    "136,  6,  6, 110, 0,    0, 2, 0.0, PAUSE",
    // a queue that is emptied at the end of a long computation is no flood
    "500, 490, 480, 0, 10,  300, 8, 0.0, CPU",
    // a few tasks are no flood
    "100, 90, 88,  0, 80,    3, 5, 0.0, CPU",
    // short tasks that last because others have the CPU are no flood
    "100, 90, 20,  0, 80,   10, 5, 0.0, CONTENTION",
    // many short waits are one
    "100, 90,  2,  0, 80,   40, 5, 0.9, FLOOD",
    // a short pause does not excuse a long wait
    "100, 90,  1, 20,  0,    0, 5, 1.0, WAIT",
  })
  void findsTheCause(
      long millis,
      long watched,
      long cpu,
      long paused,
      long flooded,
      long tasks,
      int samples,
      double waiting,
      Cause cause) {
    BlockEvidence evidence =
        new BlockEvidence(
            millis * MS,
            watched * MS,
            cpu * MS,
            paused * MS,
            flooded * MS,
            tasks,
            samples,
            waiting);

    assertThat(evidence.cause()).isEqualTo(cause);
  }
}
